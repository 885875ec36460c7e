export { inTransaction, type Transaction } from './database/in-transaction.ts'
export { type Migration, type Migrations, migrate } from './database/migrate.ts'
export { type OpenDatabase, openDatabase } from './database/open-database.ts'
export type { DatabaseOptions, EmbeddedDatabase, ServerDatabase } from './database/options.ts'
export { isUniqueViolation } from './database/unique-violation.ts'
export { StorageError, type StorageErrorCode, storageErrorKinds } from './errors.ts'
export { createFileObjectStore } from './objects/file-object-store.ts'
export type {
  ExpectedObject,
  ObjectHandle,
  ObjectRange,
  ObjectSource,
  ObjectStore,
  ObjectSweep,
  StoredObject,
} from './objects/object-store.ts'
