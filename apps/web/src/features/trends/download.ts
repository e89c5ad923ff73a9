/** Hands a text to the browser as a file to save. */
export function download(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has its own hold on the data once the click is through.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
