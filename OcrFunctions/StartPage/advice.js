// What to do about an error, by its stable code. docs/errors.md has the same table; a test holds the two together.

const byCode = {
  EmptyFile: 'Send it again: the upload or the scan was cut off.',
  UnsupportedFormat: 'Send PDF, TIFF, PNG, JPEG, GIF, BMP, WebP, PNM, JPEG 2000 or HEIC.',
  DamagedFile: 'Scan or export it again.',
  EncryptedPdf: 'Read it again with its password.',
  TooManyPages: 'Split it, or name the pages that matter, or raise Ocr__MaxPages.',
  PageTooLarge: 'Scan at a lower resolution, or raise Ocr__MaxPagePixels.',
  PageNotFound: 'Check the file: its page count and its pages disagree.',
  LanguageNotInstalled: 'Choose a language that is installed, or install its model.',
  EngineNotInstalled: 'Install what the message names, then read it again.',
  EngineFailed: 'Please report it, with the file.',
  EngineCrashed: 'Please report it, with the file.',
  PageTimedOut: 'Scan at a lower resolution, or raise Ocr__PageTimeoutSeconds.',
  InspectionTimedOut: 'Raise Ocr__InspectionTimeoutSeconds.',
  HostLost: 'Look at the memory of the machine, then read it again.',
  PageNotRead: 'Read it again.',
  FileTooLarge: 'Split it, or drop it into the storage container “documents” with a storage tool instead of sending it here.',
  SourceReplaced: 'Nothing: the new version of the file is a document of its own.',
  SourceMissing: 'Send it again.',
  Canceled: 'Read the rest when you like.',
  Expired: 'Read the rest, with a new start of its time.',
  IntakeFailed: 'Look at the storage and the log of the app, then read it again.',
  InvalidOption: 'Correct what the message names.',
  NotConvertible: 'Nothing: every other form of its results is there.',
  InternalError: 'Look at the log of the app.',
};

export const adviceFor = code => byCode[code] ?? null;
