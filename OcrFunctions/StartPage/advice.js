// What to do about an error, by its stable code. docs/errors.md has the same table; a test compares the two.

const byCode = {
  EmptyFile: 'Send it again: the upload or scan was interrupted.',
  UnsupportedFormat: 'Send PDF, TIFF, PNG, JPEG, GIF, BMP, WebP, PNM, JPEG 2000 or HEIC.',
  DamagedFile: 'Scan or export it again.',
  EncryptedPdf: 'Read it again with its password.',
  TooManyPages: 'Split it, select the pages to read, or raise Ocr__MaxPages.',
  PageTooLarge: 'Scan at a lower resolution, or raise Ocr__MaxPagePixels.',
  PageNotFound: 'Check the file: its page count is wrong.',
  LanguageNotInstalled: 'Choose a language that is installed, or install its model.',
  EngineNotInstalled: 'Install what the message lists, then read it again.',
  EngineFailed: 'Please report it, with the file.',
  EngineCrashed: 'Please report it, with the file.',
  PageTimedOut: 'Scan at a lower resolution, or raise Ocr__PageTimeoutSeconds.',
  InspectionTimedOut: 'Raise Ocr__InspectionTimeoutSeconds.',
  HostLost: 'Check the machine’s memory, then read it again.',
  ContentLost: 'Some of it is missing from the file: scan or export it again.',
  PageNotRead: 'Read it again.',
  FileTooLarge: 'Split it, or drop it into the storage container “documents” with a storage tool instead of sending it here.',
  SourceReplaced: 'Nothing: the new version is a separate document.',
  SourceMissing: 'Send it again.',
  Canceled: 'Read the remaining pages when you like.',
  Expired: 'Read the remaining pages; the time limit starts anew.',
  IntakeFailed: 'Check the storage and the app’s log, then read it again.',
  InvalidOption: 'Correct what the message describes.',
  NotConvertible: 'Nothing: all other exports are available.',
  InternalError: 'Check the app’s log.',
};

export const adviceFor = code => byCode[code] ?? null;
