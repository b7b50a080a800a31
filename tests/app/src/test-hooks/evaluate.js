'use strict';

const AsyncFunction = (async () => {}).constructor;

/** Evaluates one expression with `strapi` in scope; it may await. What it gives back has to survive JSON. */
const evaluate = (strapi, expression) => new AsyncFunction('strapi', `return (${expression});`)(strapi);

module.exports = { evaluate };
