import { scheduleJobs } from './follow';
import { jobRoutes } from './routes';
import { jobResultSchema, jobSchema } from './schema';

export const jobs = {
  tables: { job: jobSchema, 'job-result': jobResultSchema },
  routes: jobRoutes,
  schedule: scheduleJobs,
};
