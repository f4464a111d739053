/** Which voice Listen would read with here: one that lives on the device and speaks the page's language, or none. */
export function localVoice(): SpeechSynthesisVoice | undefined {
  const wanted = document.documentElement.lang || "en";
  return "speechSynthesis" in window
    ? speechSynthesis.getVoices().find((one) => one.localService && one.lang.toLowerCase().startsWith(wanted))
    : undefined;
}
