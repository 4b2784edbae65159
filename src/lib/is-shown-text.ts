/** Control characters, ends of lines, and what turns the direction of the text behind it. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Whether a text can be shown to traders: one line that says something, and changes nothing around it. */
export function isShownText(text: string, maxLength: number): boolean {
  return text.trim() !== '' && text.length <= maxLength && text.isWellFormed() && !UNSEEN.test(text);
}

/** Texts by language (ISO 639-1), each of which can be shown. */
export function areShownTexts(texts: Readonly<Record<string, string>>, maxLength: number): boolean {
  return Object.entries(texts).every(([language, text]) => isLanguage(language) && isShownText(text, maxLength));
}

export function isLanguage(text: string): boolean {
  return /^[a-z]{2}$/.test(text);
}
