import type { MailTemplateName } from '../../../../../../shared/constants';
import type { Wording } from './layout';

const hello = 'Hello {{user.displayName}},';
const closing = 'This mail was sent by {{project.name}}, because you have a user account there.';
const notYou = 'If this was not you, tell an administrator of {{project.name}} at once.';

export const en: Record<MailTemplateName, Wording> = {
  invitation: {
    subject: 'Your access to {{project.name}}',
    parts: [
      hello,
      'A user account has been made for you at {{project.name}}. Choose a password to sign in for the first time.',
      { label: 'Choose a password', link: '{{link}}' },
      'The link works once, until {{expiresAt}}. Your user name is {{user.userName}}.',
    ],
    closing,
  },
  'reset-password': {
    subject: 'A new password for {{project.name}}',
    parts: [
      hello,
      'A new password has been asked for, for your user account at {{project.name}}.',
      { label: 'Choose a new password', link: '{{link}}' },
      'The link works once, until {{expiresAt}}. If you have not asked for it, leave this mail as it is: your password stays what it was.',
    ],
    closing,
  },
  'temporary-password': {
    subject: 'Your new password for {{project.name}}',
    parts: [
      hello,
      'An administrator has given you a new password for {{project.name}}. Use it once: when you sign in, you choose one of your own.',
      'Password: {{password}}',
      '{{#expiresAt}}It works until {{expiresAt}}.{{/expiresAt}}',
      '{{#project.url}}Sign in at {{project.url}}{{/project.url}}',
    ],
    closing,
  },
  'password-changed': {
    subject: 'Your password for {{project.name}} was changed',
    parts: [
      hello,
      'The password of your user account at {{project.name}} was changed on {{time}}{{#address}}, from the address {{address}}{{/address}}.',
      notYou,
    ],
    closing,
  },
  locked: {
    subject: 'Your access to {{project.name}} is locked',
    parts: [
      hello,
      '{{#isAutomatic}}Somebody has tried too many wrong passwords for your user account at {{project.name}}. It was therefore locked on {{time}}.{{/isAutomatic}}{{^isAutomatic}}An administrator has locked your user account at {{project.name}} on {{time}}.{{/isAutomatic}}',
      '{{#until}}You can sign in again from {{until}}.{{/until}}{{^until}}It stays locked until an administrator unlocks it.{{/until}}',
      'If you need access before that, or have not tried to sign in yourself, write to an administrator of {{project.name}}.',
    ],
    closing,
  },
  'email-changed': {
    subject: 'Your e-mail address at {{project.name}} was changed',
    parts: [
      hello,
      'The e-mail address of your user account at {{project.name}} was changed from {{oldEmail}} to {{newEmail}} on {{time}}. From now on you sign in with the new one, and mails go there.',
      'If you know nothing of this, tell an administrator of {{project.name}} at once.',
    ],
    closing,
  },
  'new-device': {
    subject: 'A new browser has signed in to {{project.name}}',
    parts: [
      hello,
      'Somebody has signed in with your user account at {{project.name}} from a browser that was not used for it before, on {{time}}{{#address}}, from the address {{address}}{{/address}}{{#client}} ({{client}}){{/client}}.',
      'If it was you, there is nothing to do. If not, change your password and tell an administrator of {{project.name}} at once.',
    ],
    closing,
  },
  'password-known': {
    subject: 'Somebody may know your password at {{project.name}}',
    parts: [
      hello,
      'Your right password at {{project.name}} was typed several times from browsers that you have never signed in from, the last time on {{time}}{{#address}}, from the address {{address}}{{/address}}. Nobody got in: the next step of the sign-in was not taken.',
      'If it was you, there is nothing to do. If not, somebody knows your password: change it now, and everywhere else where you use it, and tell an administrator of {{project.name}}.',
    ],
    closing,
  },
  'factor-added': {
    subject: 'A second factor was added at {{project.name}}',
    parts: [
      hello,
      'The second factor “{{factor}}” was added to your user account at {{project.name}} on {{time}}{{#address}}, from the address {{address}}{{/address}}. It is asked for when you sign in.',
      notYou,
    ],
    closing,
  },
  'factor-removed': {
    subject: 'A second factor was removed at {{project.name}}',
    parts: [
      hello,
      'The second factor “{{factor}}” was removed from your user account at {{project.name}} on {{time}}{{#address}}, from the address {{address}}{{/address}}.',
      notYou,
    ],
    closing,
  },
  'mfa-reset': {
    subject: 'Your second factor at {{project.name}} was reset',
    parts: [
      hello,
      'An administrator has taken the second factors of your user account at {{project.name}} away on {{time}}. Where one is needed, you set up a new one when you next sign in.',
      'If you have not asked for it, tell an administrator of {{project.name}} at once.',
    ],
    closing,
  },
  'trusted-devices-deleted': {
    subject: 'No browser of yours is trusted any more at {{project.name}}',
    parts: [
      hello,
      'An administrator has taken the trust from all browsers of your user account at {{project.name}} on {{time}}. When you next sign in, the second factor is asked for again.',
      'If you know nothing of this, tell an administrator of {{project.name}}.',
    ],
    closing,
  },
  'recovery-code-used': {
    subject: 'A recovery code was used at {{project.name}}',
    parts: [
      hello,
      'A recovery code of your user account at {{project.name}} was used to sign in on {{time}}{{#address}}, from the address {{address}}{{/address}}. {{codesLeft}} are left; new ones are made in your personal settings.',
      notYou,
    ],
    closing,
  },
  'sign-in-code': {
    subject: 'Your code for {{project.name}}',
    parts: [
      hello,
      'This code shows that it is you:',
      'Code: {{code}}',
      'It works once, within {{minutes}} minutes. Enter it on the page that asks for it, and tell it to nobody.',
      'If you are not signing in or setting up a second factor at the moment, somebody knows your password: choose another one, and tell an administrator of {{project.name}}.',
    ],
    closing,
  },
  'api-key-expiring': {
    subject: 'An API key for {{project.name}} expires soon',
    parts: [
      hello,
      'The API key “{{description}}” of {{user.userName}} at {{project.name}} works until {{expiresAt}}. What uses it needs a new one by then.',
      'An administrator of {{project.name}} makes one; the one before goes on for some hours beside it.',
    ],
    closing,
  },
};
