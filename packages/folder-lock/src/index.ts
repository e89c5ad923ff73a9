export { FolderLockError, lockFolder, type FolderLock } from './lock-folder.ts';
