/** What a command that runs the server is made of: apart from the command line, which is there in an instant. */
export { startApplication, type Application, type ApplicationOptions } from './application.ts';
export { consoleFolder } from './console-folder.ts';
export { createLogger } from './logger.ts';
export { startSupervisedDatabase } from './supervised-database.ts';
export { untilStopped } from './until-stopped.ts';
