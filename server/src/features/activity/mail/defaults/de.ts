import type { MailTemplateName } from '../../../../../../shared/constants';
import type { Wording } from './layout';

const hello = 'Guten Tag {{user.displayName}},';
const closing = 'Diese E-Mail kommt von {{project.name}}, weil Sie dort ein Benutzerkonto haben.';
const notYou =
  'Waren Sie das nicht, wenden Sie sich bitte sofort an die Administration von {{project.name}}.';

export const de: Record<MailTemplateName, Wording> = {
  invitation: {
    subject: 'Ihr Zugang zu {{project.name}}',
    parts: [
      hello,
      'bei {{project.name}} wurde ein Benutzerkonto für Sie angelegt. Wählen Sie ein Passwort, um sich zum ersten Mal anzumelden.',
      { label: 'Passwort wählen', link: '{{link}}' },
      'Der Link gilt einmal, bis {{expiresAt}}. Ihr Benutzername ist {{user.userName}}.',
    ],
    closing,
  },
  'reset-password': {
    subject: 'Ein neues Passwort für {{project.name}}',
    parts: [
      hello,
      'für Ihr Benutzerkonto bei {{project.name}} wurde ein neues Passwort angefordert.',
      { label: 'Neues Passwort wählen', link: '{{link}}' },
      'Der Link gilt einmal, bis {{expiresAt}}. Wenn Sie das nicht angefordert haben, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es war.',
    ],
    closing,
  },
  'temporary-password': {
    subject: 'Ihr neues Passwort für {{project.name}}',
    parts: [
      hello,
      'die Administration hat Ihnen ein neues Passwort für {{project.name}} gegeben. Es gilt für eine Anmeldung: danach wählen Sie ein eigenes.',
      'Passwort: {{password}}',
      '{{#expiresAt}}Es gilt bis {{expiresAt}}.{{/expiresAt}}',
      '{{#project.url}}Anmelden unter {{project.url}}{{/project.url}}',
    ],
    closing,
  },
  'password-changed': {
    subject: 'Ihr Passwort für {{project.name}} wurde geändert',
    parts: [
      hello,
      'das Passwort Ihres Benutzerkontos bei {{project.name}} wurde am {{time}} geändert{{#address}}, von der Adresse {{address}}{{/address}}.',
      notYou,
    ],
    closing,
  },
  locked: {
    subject: 'Ihr Zugang zu {{project.name}} ist gesperrt',
    parts: [
      hello,
      '{{#isAutomatic}}für Ihr Benutzerkonto bei {{project.name}} wurden zu viele falsche Passwörter eingegeben. Es wurde deshalb am {{time}} gesperrt.{{/isAutomatic}}{{^isAutomatic}}die Administration hat Ihr Benutzerkonto bei {{project.name}} am {{time}} gesperrt.{{/isAutomatic}}',
      '{{#until}}Ab {{until}} können Sie sich wieder anmelden.{{/until}}{{^until}}Es bleibt gesperrt, bis die Administration es entsperrt.{{/until}}',
      'Wenn Sie früher Zugang brauchen oder sich gar nicht anmelden wollten, wenden Sie sich bitte an die Administration von {{project.name}}.',
    ],
    closing,
  },
  'email-changed': {
    subject: 'Ihre E-Mail-Adresse bei {{project.name}} wurde geändert',
    parts: [
      hello,
      'die E-Mail-Adresse Ihres Benutzerkontos bei {{project.name}} wurde am {{time}} von {{oldEmail}} zu {{newEmail}} geändert. Melden Sie sich ab jetzt mit der neuen an; auch E-Mails gehen dorthin.',
      'Wenn Sie davon nichts wissen, wenden Sie sich bitte sofort an die Administration von {{project.name}}.',
    ],
    closing,
  },
  'new-device': {
    subject: 'Ein neuer Browser hat sich bei {{project.name}} angemeldet',
    parts: [
      hello,
      'mit Ihrem Benutzerkonto bei {{project.name}} hat sich am {{time}} jemand aus einem Browser angemeldet, der dafür noch nicht benutzt wurde{{#address}}, von der Adresse {{address}}{{/address}}{{#client}} ({{client}}){{/client}}.',
      'Wenn Sie das waren, ist nichts zu tun. Wenn nicht, ändern Sie Ihr Passwort und wenden Sie sich bitte sofort an die Administration von {{project.name}}.',
    ],
    closing,
  },
  'password-known': {
    subject: 'Jemand kennt vielleicht Ihr Passwort bei {{project.name}}',
    parts: [
      hello,
      'Ihr richtiges Passwort bei {{project.name}} wurde mehrmals aus Browsern eingegeben, mit denen Sie sich noch nie angemeldet haben, zuletzt am {{time}}{{#address}}, von der Adresse {{address}}{{/address}}. Niemand ist hereingekommen: Der nächste Schritt der Anmeldung wurde nicht getan.',
      'Wenn Sie das waren, ist nichts zu tun. Wenn nicht, kennt jemand Ihr Passwort: Ändern Sie es jetzt, auch überall sonst, wo Sie es benutzen, und wenden Sie sich bitte an die Administration von {{project.name}}.',
    ],
    closing,
  },
  'factor-added': {
    subject: 'Ein zweiter Faktor wurde bei {{project.name}} hinzugefügt',
    parts: [
      hello,
      'zu Ihrem Benutzerkonto bei {{project.name}} wurde am {{time}} der zweite Faktor „{{factor}}“ hinzugefügt{{#address}}, von der Adresse {{address}}{{/address}}. Er wird bei der Anmeldung verlangt.',
      notYou,
    ],
    closing,
  },
  'factor-removed': {
    subject: 'Ein zweiter Faktor wurde bei {{project.name}} entfernt',
    parts: [
      hello,
      'von Ihrem Benutzerkonto bei {{project.name}} wurde am {{time}} der zweite Faktor „{{factor}}“ entfernt{{#address}}, von der Adresse {{address}}{{/address}}.',
      notYou,
    ],
    closing,
  },
  'mfa-reset': {
    subject: 'Ihr zweiter Faktor bei {{project.name}} wurde zurückgesetzt',
    parts: [
      hello,
      'die Administration hat die zweiten Faktoren Ihres Benutzerkontos bei {{project.name}} am {{time}} entfernt. Wo einer nötig ist, richten Sie bei der nächsten Anmeldung einen neuen ein.',
      'Wenn Sie nicht darum gebeten haben, wenden Sie sich bitte sofort an die Administration von {{project.name}}.',
    ],
    closing,
  },
  'trusted-devices-deleted': {
    subject: 'Keinem Ihrer Browser wird bei {{project.name}} noch vertraut',
    parts: [
      hello,
      'die Administration hat am {{time}} allen Browsern Ihres Benutzerkontos bei {{project.name}} das Vertrauen entzogen. Bei Ihrer nächsten Anmeldung wird wieder nach dem zweiten Faktor gefragt.',
      'Wenn Sie davon nichts wissen, sagen Sie es der Administration von {{project.name}}.',
    ],
    closing,
  },
  'recovery-code-used': {
    subject: 'Ein Wiederherstellungscode wurde bei {{project.name}} benutzt',
    parts: [
      hello,
      'ein Wiederherstellungscode Ihres Benutzerkontos bei {{project.name}} wurde am {{time}} zur Anmeldung benutzt{{#address}}, von der Adresse {{address}}{{/address}}. {{codesLeft}} sind übrig; neue machen Sie in Ihren persönlichen Einstellungen.',
      notYou,
    ],
    closing,
  },
  'sign-in-code': {
    subject: 'Ihr Code für {{project.name}}',
    parts: [
      hello,
      'dieser Code zeigt, dass Sie es sind:',
      'Code: {{code}}',
      'Er gilt einmal, innerhalb von {{minutes}} Minuten. Geben Sie ihn auf der Seite ein, die danach fragt, und sagen Sie ihn niemandem.',
      'Wenn Sie sich gerade weder anmelden noch einen zweiten Faktor einrichten, kennt jemand Ihr Passwort: Wählen Sie ein neues, und sagen Sie es der Administration von {{project.name}}.',
    ],
    closing,
  },
  'api-key-expiring': {
    subject: 'Ein API-Schlüssel für {{project.name}} läuft bald ab',
    parts: [
      hello,
      'der API-Schlüssel „{{description}}“ von {{user.userName}} bei {{project.name}} gilt bis {{expiresAt}}. Was ihn benutzt, braucht bis dahin einen neuen.',
      'Die Administration von {{project.name}} stellt ihn aus; der alte gilt daneben noch einige Stunden.',
    ],
    closing,
  },
};
