/** The digits of the page where an adult ends pupil mode. Without script the field itself is used. */

const pin = document.querySelector<HTMLInputElement>("[data-pin]");
if (pin !== null) wirePin(pin);

function wirePin(field: HTMLInputElement): void {
  const form = field.form;
  const dots = document.querySelectorAll("[data-pin-dots] i");
  const show = (): void => dots.forEach((dot, place) => dot.classList.toggle("on", place < field.value.length));
  document.querySelectorAll<HTMLButtonElement>("[data-digit]").forEach((button) =>
    button.addEventListener("click", () => {
      if (field.value.length < 6) field.value += button.dataset.digit ?? "";
      show();
      if (field.value.length === 6) form?.requestSubmit();
    }),
  );
  document.querySelector("[data-rub-out]")?.addEventListener("click", () => {
    field.value = field.value.slice(0, -1);
    show();
  });
  field.addEventListener("input", show);
  // Nobody sees the field: what is typed on a keyboard goes there, wherever the focus was; Enter there sends the form.
  document.addEventListener("keydown", (key) => {
    if (key.ctrlKey || key.metaKey || key.altKey) return;
    if (/^\d$/.test(key.key) || key.key === "Backspace") field.focus();
    // On a link or a button Enter does what that does.
    const free = !(key.target instanceof Element) || key.target.closest("a, button, input") === null;
    if (key.key === "Enter" && free && field.value !== "") form?.requestSubmit();
  });
}
