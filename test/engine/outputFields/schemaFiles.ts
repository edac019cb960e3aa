import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { JsonSchema } from './jsonSchema';

/** Where n8n looks beside a node for what its version 1 gives out. */
const placeIn = (folder: string) => join('nodes', folder, '__schema__', 'v1.0.0');

/** The schemas beside the nodes of a folder, by `resource operation`. */
export function readSchemas(folder: string): Map<string, JsonSchema> {
	const place = placeIn(folder);
	if (!existsSync(place)) return new Map();
	const files = readdirSync(place, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.sort();
	return new Map(files.map((file) => [nameOf(file), schemaIn(join(place, file))]));
}

/** Puts these schemas beside the nodes of a folder, in place of those that are there. */
export function writeSchemas(folder: string, schemas: Map<string, JsonSchema>): void {
	const place = placeIn(folder);
	rmSync(place, { recursive: true, force: true });
	for (const [name, schema] of schemas) {
		const file = join(place, ...name.split(' ')) + '.json';
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, `${JSON.stringify({ ...schema, version: 1 }, null, '\t')}\n`);
	}
}

const nameOf = (file: string) =>
	file
		.replace(/\.json$/, '')
		.split(sep)
		.join(' ');

function schemaIn(file: string): JsonSchema {
	return JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;
}
