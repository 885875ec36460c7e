/**
 * Every sentence on the pages in Dutch: B1, u-form, as ICU messages. Sentences that differ per
 * identity provider stand in `provider-texts.ts`; the statement comes from the signing service.
 */
export const nl = {
  'layout.test': 'TEST – niet rechtsgeldig',
  'layout.skip': 'Direct naar de inhoud',
  'layout.error': 'Fout: {title}',
  'layout.help': 'Hulp nodig?',
  'layout.phone': 'Bel {phone}. Wij helpen u graag.',
  'layout.otherLanguage': 'English',
  'layout.logout': 'Uitloggen',
  'layout.errorSummary': 'Er is een fout',
  'layout.reference': 'Code voor als u belt: {reference}',

  'session.warning': 'U wordt over {minutes, plural, one {# minuut} other {# minuten}} automatisch uitgelogd.',
  'session.stay': 'Ingelogd blijven',

  'home.title': 'Documenten ondertekenen',
  'home.text':
    'Hier ondertekent u documenten van {municipality}. Open de link in het bericht dat u hebt gekregen. Hebt u een code? Vul die dan in.',
  'home.button': 'Code invullen',

  'code.title': 'Vul uw code in',
  'code.text': 'De code staat in de brief of het bericht van {municipality}.',
  'code.label': 'Code',
  'code.hint': 'Neem streepjes over zoals ze er staan; spaties maken niet uit. Let op hoofdletters en kleine letters.',
  'code.button': 'Ga verder',
  'code.missing': 'Vul de code in.',
  'code.unknown': 'We kennen deze code niet. Kijk of u de code goed hebt overgenomen, ook de hoofdletters.',

  'start.title': 'Onderteken een document',
  'start.text':
    '{municipality} vraagt u dit document te ondertekenen. Dit duurt ongeveer 2 minuten. U logt in, u leest het document en u ondertekent. Bij het ondertekenen logt u nog een keer in. Zo weten we zeker dat u het bent.',
  'start.login': 'Inloggen met {provider}',
  'start.paper': 'Ik wil of kan niet digitaal ondertekenen',
  'start.otherCode': 'Ik heb een andere code',

  'paper.title': 'Ik wil of kan niet digitaal ondertekenen',
  'paper.text': 'Bel {phone} of kom langs. U krijgt het document op papier. U hoeft niet te zeggen waarom.',
  'paper.back': 'Terug',

  'read.title': '{count, plural, one {Lees het document} other {Lees de documenten}}',
  'read.text':
    '{count, plural, one {Lees het document rustig door.} other {Lees de documenten rustig door.}} Gaat u akkoord? Onderaan deze bladzijde gaat u verder met ondertekenen.',
  'read.from': 'Van',
  'read.size': 'Grootte',
  'read.pages': 'Bladzijden',
  'read.digest': 'Vingerafdruk (SHA-256)',
  'read.digestQuestion': 'Wat is een vingerafdruk?',
  'read.digestHelp':
    'Aan deze vingerafdruk herkent u dit bestand. Verandert er iets in het bestand? Dan verandert de vingerafdruk.',
  'read.download': 'Download {title} (PDF, {size})',
  'read.viewer': 'Het document: {title}',
  'read.noScript':
    'U kunt het document hier niet bekijken, omdat JavaScript uit staat. Download het document en lees het zo.',
  'read.loading': 'Het document wordt geladen.',
  'read.failed': 'Het document kan hier niet worden getoond. Download het document en lees het zo.',
  'read.changed': 'Dit is niet het bestand dat bij de vingerafdruk hoort. Onderteken niet. Bel {phone}.',
  'read.page': 'Bladzijde {number} van {total}',
  'read.larger': 'Groter',
  'read.smaller': 'Kleiner',
  'read.jump': 'Naar ondertekenen',
  'read.next': 'Ga verder met ondertekenen',
  'read.decline': 'Ik wil niet ondertekenen',

  'confirm.title': 'Controleer en onderteken',
  'confirm.documents': '{count, plural, one {U ondertekent dit document} other {U ondertekent deze documenten}}',
  'confirm.reread': '{count, plural, one {Lees het document nog een keer} other {Lees de documenten nog een keer}}',
  'confirm.statement': 'Uw verklaring',
  'confirm.unticked': 'Zet een vinkje als u akkoord gaat. Zonder vinkje kunt u niet ondertekenen.',
  'confirm.redirect': 'U gaat nu naar {provider}. Met deze keer inloggen ondertekent u. Daarna komt u hier terug.',
  'confirm.button': 'Onderteken met {provider}',
  'confirm.decline': 'Ik wil niet ondertekenen',

  'progress.title': 'We zijn bezig met uw ondertekening',
  'progress.text': 'Dit duurt meestal een paar seconden. U mag dit scherm sluiten. Er gaat niets verloren.',
  'progress.reload': 'Kijk of het klaar is',

  'receipt.title': 'U hebt ondertekend',
  'receipt.titleIncomplete': 'U hebt ondertekend. Het is nog niet klaar.',
  'receipt.text':
    'Op {date} om {time} hebt u {title} ondertekend. Uw kenmerk is {reference}. Bewaar het bestand. Een print is alleen een kopie.',
  'receipt.incomplete': 'Er moet nog iemand ondertekenen. U krijgt bericht als alles klaar is.',
  'receipt.download':
    '{count, plural, one {Download het ondertekende document (PDF)} other {Download {title}, ondertekend (PDF)}}',

  'signedBefore.title': 'U hebt al ondertekend',
  'signedBefore.text':
    'U hebt {title} al ondertekend. U hoeft niets meer te doen. Bewaar het bestand. Een print is alleen een kopie.',

  'decline.title': 'Wilt u niet ondertekenen?',
  'decline.text': 'U mag zeggen waarom. Alleen de gemeente leest dit.',
  'decline.label': 'Waarom ondertekent u niet? (niet verplicht)',
  'decline.final': 'Daarna kunt u dit document niet meer ondertekenen met deze link.',
  'decline.button': 'Ik onderteken niet',
  'decline.back': 'Terug naar het document',
  'decline.tooLong': 'Uw uitleg is te lang. Gebruik niet meer dan 1000 tekens.',
  'declined.title': 'U hebt niet ondertekend',
  'declined.text':
    '{municipality} weet nu dat u niet ondertekent. U hoeft niets meer te doen. Wilt u toch ondertekenen? Bel {phone}.',

  'problem.nothingSigned': 'Er is niets ondertekend.',
  'problem.call': 'Lukt het niet? Bel {phone}.',
  'problem.callWithReference': 'Lukt het niet? Bel {phone} en noem code {reference}.',
  'problem.retry': 'Probeer het opnieuw',
  'problem.login': 'Opnieuw inloggen',
  'problem.code': 'Code invullen',
  'problem.home': 'Naar het begin',
  'problem.read': 'Lees het document opnieuw',
  'problem.logout': 'Uitloggen en opnieuw proberen',

  'wrongPerson.title': 'U kunt dit document niet openen',
  'wrongPerson.text':
    'Dit document is voor iemand anders. Misschien bent u ingelogd met {means} van iemand anders. We laten niets van het document zien.',
  'levelTooLow.title': 'U moet veiliger inloggen',
  'levelTooLow.doThis': 'Doe dit:',
  'levelTooLow.deadline': 'Het document staat klaar tot {date}.',
  'cancelled.title': 'U hebt geannuleerd',
  'providerFault.title': 'Inloggen lukt nu niet',
  'unavailable.title': 'Ondertekenen lukt nu niet',
  'unavailable.text':
    'Er is een storing. Probeer het over een paar minuten opnieuw. Dat kan geen kwaad: u kunt nooit twee keer ondertekenen.',
  'unknownOutcome.title': 'We weten nog niet of het is gelukt',
  'unknownOutcome.text':
    'Er is een storing. Daardoor kunnen we nu niet zien of u hebt ondertekend. Er gaat niets verloren. Kijk over een paar minuten opnieuw.',
  'unknownOutcome.reload': 'Kijk opnieuw',
  'sessionExpired.title': 'U bent uitgelogd',
  'sessionExpired.text': 'U was een tijd niet actief, of u was al uitgelogd. Log opnieuw in. Daarna kunt u verder.',
  'linkEnded.title': 'Deze link werkt niet meer',
  'linkEnded.text':
    'De link is niet compleet, of u kunt dit document niet meer ondertekenen. Kijk of u de hele link hebt geopend.',
  'documentChanged.title': 'Het document is veranderd',
  'documentChanged.text': 'Het document is veranderd terwijl u bezig was. Lees het opnieuw voordat u ondertekent.',
  'beginAgain.title': 'Begin opnieuw met ondertekenen',
  'beginAgain.text': 'Het ondertekenen duurde te lang, of u bent in een ander venster opnieuw begonnen.',
  'logInAgain.title': 'U moet nog een keer inloggen',
  'logInAgain.text': 'Bij het ondertekenen moet u echt opnieuw inloggen. De vorige keer inloggen telt daarvoor niet.',
  'loginLost.title': 'Begin opnieuw met inloggen',
  'loginLost.text': 'Het inloggen duurde te lang, of u bent in een ander venster opnieuw begonnen.',
  'tooManyAttempts.title': 'U hebt te vaak geprobeerd te ondertekenen',
  'tooManyAttempts.text': 'Wacht een uur en probeer het dan opnieuw. Zo beschermen we u tegen misbruik.',
  'requestClosed.title': 'U kunt dit document niet meer ondertekenen',
  'requestClosed.text': 'Het verzoek is gesloten of ingetrokken.',
  'requestExpired.title': 'De tijd om te ondertekenen is voorbij',
  'requestExpired.text': 'Wilt u het document toch ondertekenen? Vraag {municipality} om een nieuw verzoek.',
  'onBehalf.title': 'U bent ingelogd namens iemand anders',
  'onBehalf.text': 'Dit document ondertekent u voor uzelf. Log opnieuw in en kies niet voor machtigen.',
  'formRefused.title': 'Deze pagina is niet meer geldig',
  'formRefused.text': 'De pagina stond te lang open, of u had ondertussen opnieuw ingelogd. Er is niets verstuurd.',
  'notFound.title': 'Deze pagina bestaat niet',
  'notFound.text': 'Misschien is het adres niet goed overgenomen.',
  'defect.title': 'Er gaat iets mis bij ons',
  'defect.text': 'Dat ligt niet aan u. Probeer het later opnieuw. Dat kan geen kwaad.',
} as const satisfies Record<string, string>
