import { jobRoutes } from './routes';
import { jobResultSchema, jobSchema } from './schema';

export { scheduleJobs } from './schedule';
export const jobs = {
  tables: { job: jobSchema, 'job-result': jobResultSchema },
  routes: jobRoutes,
};
