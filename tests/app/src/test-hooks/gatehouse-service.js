'use strict';

/** A service of the plugin, or undefined where the plugin is switched off. */
const gatehouseService = (strapi, name) => strapi.services[`plugin::gatehouse.${name}`];

module.exports = { gatehouseService };
