'use strict';

/** Stands for an operator's database of places. It knows one range of documentation (RFC 5737), and has its faults. */
module.exports = (address) => {
  switch (address) {
    case '192.0.2.201':
      throw new Error(`nothing is known\nof ${address}`);
    case '192.0.2.202':
      return new Promise(() => {});
    case '192.0.2.203':
      return `  <b>Spring\u0000field</b>\n\u202e${'x'.repeat(200)}`;
    case '192.0.2.204':
      return { city: 'Springfield' };
    case '192.0.2.205':
      return Promise.reject(new Error(`no place for ${address}`));
    case '192.0.2.206':
      return '   ';
    default:
      return address.startsWith('192.0.2.') ? Promise.resolve('Springfield, Freedonia') : null;
  }
};
