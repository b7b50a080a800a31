'use strict';

/** What the server prints. */
const createOutput = () => {
  let printed = '';
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (chunk, ...rest) => {
      printed += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return write(chunk, ...rest);
    };
  }

  return {
    printed: () => printed,
    forget() {
      printed = '';
    },
  };
};

module.exports = { createOutput };
