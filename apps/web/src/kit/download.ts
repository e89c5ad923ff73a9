/** Hands a file to the browser to save. */
export function download(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has its own hold on the data once the click is through.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
