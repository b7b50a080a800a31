export * from './access';
export * from './contract';
export * from './ip-rules';
export * from './log';
export * from './login-attempts';
export * from './policy';
export * from './roles';
export * from './users';
