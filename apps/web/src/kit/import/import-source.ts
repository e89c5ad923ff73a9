import type {
  ImportPreview,
  ImportResult,
  PreviewImportInput,
  UploadedImport,
  WriteImportInput,
} from '@varve/contract';

/** The calls by which one kind of rows is imported. */
export interface ImportSource {
  /** Names the kind in caches. */
  readonly kind: string;
  upload(file: File): Promise<UploadedImport>;
  preview(input: PreviewImportInput, signal: AbortSignal): Promise<ImportPreview>;
  write(input: WriteImportInput): Promise<ImportResult>;
}

/** Words of one kind of rows. */
export interface ImportLabels {
  /** Label of each field, by its name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Says what a file needs, in a sentence. */
  readonly fileHint: string;
  /** Button that writes: "Make 12 users". */
  readonly write: (count: string, exact: number) => string;
}
