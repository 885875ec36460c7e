import type { nl } from './nl.ts'

/** The same sentences in English. */
export const en: Readonly<Record<keyof typeof nl, string>> = {
  'layout.test': 'TEST – not legally valid',
  'layout.skip': 'Skip to the content',
  'layout.error': 'Error: {title}',
  'layout.help': 'Need help?',
  'layout.phone': 'Call {phone}. We are happy to help.',
  'layout.otherLanguage': 'Nederlands',
  'layout.logout': 'Log out',
  'layout.errorSummary': 'There is a problem',
  'layout.reference': 'Code to mention when you call: {reference}',

  'session.warning': 'You will be logged out automatically in {minutes, plural, one {# minute} other {# minutes}}.',
  'session.stay': 'Stay logged in',

  'home.title': 'Sign documents',
  'home.text':
    'Here you sign documents from {municipality}. Open the link in the message you received. Do you have a code? Then enter it.',
  'home.button': 'Enter a code',

  'code.title': 'Enter your code',
  'code.text': 'You will find the code in the letter or message from {municipality}.',
  'code.label': 'Code',
  'code.hint': 'Copy dashes as they are; spaces do not matter. Capital and small letters are different.',
  'code.button': 'Continue',
  'code.missing': 'Enter the code.',
  'code.unknown': 'We do not know this code. Check that you copied it correctly, capital letters too.',

  'start.title': 'Sign a document',
  'start.text':
    '{municipality} asks you to sign this document. This takes about 2 minutes. You log in, you read the document and you sign. When you sign, you log in once more. That way we know for certain that it is you.',
  'start.login': 'Log in with {provider}',
  'start.paper': 'I do not want to or cannot sign digitally',
  'start.otherCode': 'I have another code',

  'paper.title': 'I do not want to or cannot sign digitally',
  'paper.text': 'Call {phone} or visit us. You will get the document on paper. You do not have to say why.',
  'paper.back': 'Back',

  'read.title': '{count, plural, one {Read the document} other {Read the documents}}',
  'read.text':
    '{count, plural, one {Take your time to read the document.} other {Take your time to read the documents.}} Do you agree? At the bottom of this page you continue to signing.',
  'read.from': 'From',
  'read.size': 'Size',
  'read.pages': 'Pages',
  'read.digest': 'Fingerprint (SHA-256)',
  'read.digestQuestion': 'What is a fingerprint?',
  'read.digestHelp': 'This fingerprint identifies this file. If anything in the file changes, the fingerprint changes.',
  'read.download': 'Download {title} (PDF, {size})',
  'read.viewer': 'The document: {title}',
  'read.noScript':
    'You cannot view the document here, because JavaScript is off. Download the document and read it that way.',
  'read.loading': 'The document is loading.',
  'read.failed': 'The document cannot be shown here. Download the document and read it that way.',
  'read.changed': 'This is not the file that belongs to the fingerprint. Do not sign. Call {phone}.',
  'read.page': 'Page {number} of {total}',
  'read.larger': 'Larger',
  'read.smaller': 'Smaller',
  'read.jump': 'Go to signing',
  'read.next': 'Continue to signing',
  'read.decline': 'I do not want to sign',

  'confirm.title': 'Check and sign',
  'confirm.documents': '{count, plural, one {You sign this document} other {You sign these documents}}',
  'confirm.reread': '{count, plural, one {Read the document once more} other {Read the documents once more}}',
  'confirm.statement': 'Your statement',
  'confirm.unticked': 'Tick the box if you agree. Without a tick you cannot sign.',
  'confirm.redirect': 'You now go to {provider}. By logging in this time you sign. After that you come back here.',
  'confirm.button': 'Sign with {provider}',
  'confirm.decline': 'I do not want to sign',

  'progress.title': 'We are processing your signature',
  'progress.text': 'This usually takes a few seconds. You may close this screen. Nothing will be lost.',
  'progress.reload': 'See whether it is ready',

  'receipt.title': 'You have signed',
  'receipt.titleIncomplete': 'You have signed. It is not complete yet.',
  'receipt.text':
    'On {date} at {time} you signed {title}. Your reference is {reference}. Keep the file. A print is only a copy.',
  'receipt.incomplete': 'Somebody else still has to sign. You will get a message when everything is complete.',
  'receipt.download':
    '{count, plural, one {Download the signed document (PDF)} other {Download {title}, signed (PDF)}}',

  'signedBefore.title': 'You have already signed',
  'signedBefore.text':
    'You have already signed {title}. You do not have to do anything more. Keep the file. A print is only a copy.',

  'decline.title': 'Do you not want to sign?',
  'decline.text': 'You may say why. Only the municipality reads this.',
  'decline.label': 'Why do you not sign? (optional)',
  'decline.final': 'After this you can no longer sign this document with this link.',
  'decline.button': 'I do not sign',
  'decline.back': 'Back to the document',
  'decline.tooLong': 'Your explanation is too long. Use no more than 1000 characters.',
  'declined.title': 'You have not signed',
  'declined.text':
    '{municipality} now knows that you do not sign. You do not have to do anything more. Do you want to sign after all? Call {phone}.',

  'problem.nothingSigned': 'Nothing has been signed.',
  'problem.call': 'Does it not work? Call {phone}.',
  'problem.callWithReference': 'Does it not work? Call {phone} and mention code {reference}.',
  'problem.retry': 'Try again',
  'problem.login': 'Log in again',
  'problem.code': 'Enter a code',
  'problem.home': 'Go to the beginning',
  'problem.read': 'Read the document again',
  'problem.logout': 'Log out and try again',

  'wrongPerson.title': 'You cannot open this document',
  'wrongPerson.text':
    'This document is for someone else. Perhaps you are logged in with {means} of someone else. We show nothing of the document.',
  'levelTooLow.title': 'You have to log in more securely',
  'levelTooLow.doThis': 'Do this:',
  'levelTooLow.deadline': 'The document is available until {date}.',
  'cancelled.title': 'You have cancelled',
  'providerFault.title': 'Logging in does not work at the moment',
  'unavailable.title': 'Signing does not work at the moment',
  'unavailable.text':
    'There is a technical problem. Try again in a few minutes. That does no harm: you can never sign twice.',
  'unknownOutcome.title': 'We do not know yet whether it worked',
  'unknownOutcome.text':
    'There is a technical problem. That is why we cannot see right now whether you have signed. Nothing will be lost. Look again in a few minutes.',
  'unknownOutcome.reload': 'Look again',
  'sessionExpired.title': 'You are logged out',
  'sessionExpired.text':
    'You were inactive for a while, or you were already logged out. Log in again. Then you can continue.',
  'linkEnded.title': 'This link no longer works',
  'linkEnded.text':
    'The link is incomplete, or you can no longer sign this document. Check that you opened the whole link.',
  'documentChanged.title': 'The document has changed',
  'documentChanged.text': 'The document changed while you were busy. Read it again before you sign.',
  'beginAgain.title': 'Start signing again',
  'beginAgain.text': 'Signing took too long, or you started again in another window.',
  'logInAgain.title': 'You have to log in once more',
  'logInAgain.text': 'To sign you really have to log in again. The previous login does not count for that.',
  'loginLost.title': 'Start logging in again',
  'loginLost.text': 'Logging in took too long, or you started again in another window.',
  'tooManyAttempts.title': 'You have tried to sign too many times',
  'tooManyAttempts.text': 'Wait an hour and then try again. This is how we protect you against abuse.',
  'requestClosed.title': 'You can no longer sign this document',
  'requestClosed.text': 'The request has been closed or withdrawn.',
  'requestExpired.title': 'The time to sign has passed',
  'requestExpired.text': 'Do you still want to sign the document? Ask {municipality} for a new request.',
  'onBehalf.title': 'You are logged in on behalf of someone else',
  'onBehalf.text': 'You sign this document for yourself. Log in again and do not choose to act for someone else.',
  'formRefused.title': 'This page is no longer valid',
  'formRefused.text': 'The page was open for too long, or you logged in again in the meantime. Nothing has been sent.',
  'notFound.title': 'This page does not exist',
  'notFound.text': 'Perhaps the address was not copied correctly.',
  'defect.title': 'Something goes wrong on our side',
  'defect.text': 'This is not your fault. Try again later. That does no harm.',
}
