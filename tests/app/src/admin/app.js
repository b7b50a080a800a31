/** Languages of the panel besides English. */
export default { config: { locales: ['de'] } };
