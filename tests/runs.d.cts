type Listed = { files: string; why: string };
export declare const notInTheShortRun: Listed[];
export declare const onDatabases: Listed[];
export declare const longest: string[];
export declare const isInRun: (run: string, file: string) => boolean;
