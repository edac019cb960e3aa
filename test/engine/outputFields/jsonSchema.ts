import type { IDataObject } from 'n8n-workflow';

/** A schema of JSON as the files of n8n's own nodes hold it: no more than types, fields and entries. */
export interface JsonSchema {
	type?: string | string[];
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
}

/** What values look like that a field had at one time or another. Fields keep the order in which they came. */
export function schemaOf(values: unknown[]): JsonSchema {
	const [objects, lists] = [values.filter(isObject), values.filter(Array.isArray)];
	// The editor opens only what is an object or a list and nothing else.
	if (objects.length > 0) return { type: 'object', properties: propertiesOf(objects) };
	if (lists.length > 0) return listOf(lists.flat());
	const types = [...new Set(values.map(typeOf))].sort(nullLast);
	return { type: types.length === 1 ? types[0] : types };
}

/** Every field of a schema with its type, one a line: `job.files[].name: string`. */
export function fieldsIn(schema: JsonSchema, path = ''): string[] {
	const { properties = {}, items } = schema;
	const own = path ? [`${path}: ${kindOf(schema)}`] : [];
	return [
		...own,
		...Object.entries(properties).flatMap(([name, one]) =>
			fieldsIn(one, path ? `${path}.${name}` : name),
		),
		...(items ? fieldsIn(items, `${path}[]`) : []),
	];
}

/** A type in words; `nothing` if no value says what the field holds. */
function kindOf({ type = [], properties, items }: JsonSchema): string {
	if (type === 'null') return 'nothing';
	if (type === 'array' && !items) return 'array of nothing';
	if (type === 'object' && Object.keys(properties ?? {}).length === 0) return 'object of nothing';
	return [type].flat().join(' or ');
}

function propertiesOf(objects: IDataObject[]): Record<string, JsonSchema> {
	const names = new Set(objects.flatMap((one) => Object.keys(one)));
	const schemas = [...names].map((name): [string, JsonSchema] => {
		const values = objects.map((one) => one[name]).filter((value) => value !== undefined);
		return [name, schemaOf(values)];
	});
	return Object.fromEntries(schemas);
}

function listOf(entries: unknown[]): JsonSchema {
	return entries.length > 0 ? { type: 'array', items: schemaOf(entries) } : { type: 'array' };
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const typeOf = (value: unknown) => (value === null ? 'null' : typeof value);

/** The editor shows the first of several types. */
const nullLast = (one: string, other: string) => Number(one === 'null') - Number(other === 'null');
