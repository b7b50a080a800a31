type Listed = { files: string; why: string };
type Database = 'sqlite' | 'postgres' | 'mysql';
export declare const notInTheShortRun: Listed[];
export declare const onDatabases: (Listed & { on?: Database })[];
export declare const longest: string[];
export declare const isInRun: (run: { run: string; database: Database }, file: string) => boolean;
