/** The digits of the page where an adult ends pupil mode. Without script the field itself is used. */

export function wirePin(field: HTMLInputElement): void {
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
}
