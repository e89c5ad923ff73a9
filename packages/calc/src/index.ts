export { NO_ISSUES, type Issue, type IssueCode, type Quantity, isUsable } from './quantity.ts';
