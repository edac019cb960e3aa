/** The page's files as a browser takes them: TypeScript without its types, everything else as it is. */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { boardFolder } from './folder.cjs';

const project = resolve(boardFolder, '../..');
const pageFolder = join(boardFolder, 'page');

/** The libraries that the page imports by name, and their files. */
const libraries: Record<string, string> = {
	htm: 'node_modules/htm/dist/htm.module.js',
	preact: 'node_modules/preact/dist/preact.mjs',
};

const mediaTypes: Record<string, string> = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.ts': 'text/javascript; charset=utf-8',
};

export interface PageFile {
	mediaType: string;
	content: string;
}

export class PageFiles {
	/** By their path in the project, so that imports from file to file hold in the browser too. */
	private readonly paths: Set<string>;
	private readonly ready = new Map<string, Promise<PageFile>>();

	constructor() {
		const files = readdirSync(pageFolder)
			.filter((name) => extname(name) in mediaTypes)
			.map((name) => join(pageFolder, name));
		// The statuses are explained in the nodes' own words.
		const words = join(project, 'nodes', 'BrightRiver', 'api', 'statuses.ts');
		this.paths = new Set([...[...files, words].map(nameOf), ...Object.values(libraries)]);
	}

	/** undefined for what does not belong to the page. */
	async find(path: string): Promise<PageFile | undefined> {
		if (!this.paths.has(path)) return undefined;
		let file = this.ready.get(path);
		if (!file) this.ready.set(path, (file = prepare(path)));
		return await file;
	}

	/** The page itself. */
	async index(): Promise<PageFile> {
		return (await this.find(nameOf(join(pageFolder, 'index.html'))))!;
	}
}

function nameOf(path: string): string {
	return relative(project, path).split(sep).join('/');
}

async function prepare(path: string): Promise<PageFile> {
	const ending = extname(path);
	const source = await readFile(join(project, path), 'utf8');
	const content = ending === '.ts' ? withLibraries(path, await withoutTypes(source)) : source;
	return { mediaType: mediaTypes[ending], content };
}

/** Loads the compiler only when somebody opens the board. */
async function withoutTypes(source: string): Promise<string> {
	const { default: typescript } = await import('typescript');
	const { ModuleKind, ScriptTarget } = typescript;
	const compilerOptions = {
		module: ModuleKind.ESNext,
		target: ScriptTarget.ES2022,
		verbatimModuleSyntax: true,
	};
	return typescript.transpileModule(source, { compilerOptions }).outputText;
}

/** Imports libraries from where they are, since a browser knows no names. */
function withLibraries(path: string, script: string): string {
	return script.replace(/^(import .* from )'(\w+)';$/gm, (_line, start: string, name: string) => {
		const way = relative(dirname(path), libraries[name]).split(sep).join('/');
		return `${start}'${way}';`;
	});
}
