import { breakGlassService } from './service';

export const breakGlass = { services: { breakGlass: breakGlassService } };
