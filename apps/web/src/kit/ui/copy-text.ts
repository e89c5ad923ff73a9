/**
 * Puts a text into the clipboard.
 *
 * A page that is served without TLS by another name than localhost has no clipboard of its own: there the text goes by a selection.
 *
 * @param beside - an element of the same dialog or page: a selection elsewhere would not be taken
 * @returns whether it is there
 */
export async function copyText(text: string, beside: Element): Promise<boolean> {
  if (navigator.clipboard !== undefined)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  beside.after(field);
  field.select();
  const isDone = document.execCommand('copy');
  field.remove();
  return isDone;
}
