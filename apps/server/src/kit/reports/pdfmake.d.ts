declare module 'pdfmake' {
  /** Files of the weights of a font. */
  interface FontFiles {
    readonly normal: string;
    readonly bold: string;
  }

  /** The part of pdfmake that reports use; it has no types of its own. */
  const pdfmake: {
    setFonts(fonts: Readonly<Record<string, FontFiles>>): void;
    setUrlAccessPolicy(mayOpen: (url: string) => boolean): void;
    setLocalAccessPolicy(mayOpen: (path: string) => boolean): void;
    createPdf(document: object): { getBuffer(): Promise<Buffer> };
  };
  export default pdfmake;
}
