export { askDisplayCode, DISPLAY_CODE_SECONDS } from './ask-display-code.ts';
export { claimDisplay } from './claim-display.ts';
export { displaysJobs } from './displays.job.ts';
export { displaysRouter } from './displays.router.ts';
