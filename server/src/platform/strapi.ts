import type { Core } from '@strapi/types';

export type Strapi = Core.Strapi;
