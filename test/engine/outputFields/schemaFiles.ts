import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { ofTheTrigger } from './collector';
import type { JsonSchema } from './jsonSchema';

/** Where n8n looks beside the nodes of a folder for what they give out. */
const placeIn = (folder: string) => join('nodes', folder, '__schema__');

/** The version of all our nodes, as n8n writes it there. */
const version = 'v1.0.0';

/** The schemas beside the nodes of a folder, by `resource operation`; a trigger has neither. */
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
		const parts = name === ofTheTrigger ? [] : name.split(' ');
		const file = `${join(place, version, ...parts)}.json`;
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, `${JSON.stringify({ ...schema, version: 1 }, null, '\t')}\n`);
	}
}

function nameOf(file: string): string {
	const [, ...parts] = file.slice(version.length).replace('.json', '').split(sep);
	return parts.join(' ') || ofTheTrigger;
}

function schemaIn(file: string): JsonSchema {
	return JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;
}
