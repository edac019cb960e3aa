import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	NodeOperationError,
} from 'n8n-workflow';
import { pick, pickPaths, type Json } from '../client/response';
import { operationError } from '../errors/operationError';
import type { Item } from './item';
import { readChoice, readEntries, requireFilled } from './parameters';

/** How much of an answer goes out, for answers with more than 10 fields. */
const outputMode: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Simplified', value: 'simple', description: 'The most useful fields' },
		{ name: 'Raw', value: 'raw', description: 'All fields of the response' },
		{ name: 'Selected Fields', value: 'fields', description: 'Only the fields that you name' },
	],
	default: 'simple',
	description: 'Which fields of the response to return',
};

/** The fields that "Selected Fields" is about. */
const outputFields: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'string',
	default: '',
	// Not `required`: n8n would want it for any "Output" that is an expression. `requireOutput` asks for it.
	placeholder: 'e.g. name, status',
	description:
		'The fields to return, separated by commas. The ID is always returned. Use a dot for a field inside another one, e.g. upload.ftpUrl.',
	displayOptions: { show: { output: ['fields'] } },
};

/** "Output" and "Fields", as an operation lists them. */
export const output: INodeProperties[] = [outputMode, outputFields];

/** What "Selected Fields" always returns, as n8n's guidelines have it. */
const ALWAYS_SELECTED = 'id';

/** What "Simplified" keeps of an answer: these fields, or what a function makes of it. */
export type Simplified = string[] | ((json: Json, item: Item) => Json);

/**
 * Items out of plain objects, with so much of each as "Output" says, if the operation has that field.
 *
 * @throws NodeOperationError when the operator selected fields and none of them is in any object
 */
export function outputItems(
	item: Item,
	objects: Json[],
	simplified: Simplified,
): INodeExecutionData[] {
	const { objects: shown, missing } = cutDown(item, objects, simplified);
	if (missing) throw noSuchFields(item, missing, objects);
	return toItems(shown);
}

/** The same for one thing that was just made: it was, whatever fields of it are selected. */
export function createdItem(item: Item, json: Json, simplified: Simplified): INodeExecutionData[] {
	return toItems(cutDown(item, [json], simplified).objects);
}

/** One item out of each object, whole. */
export function toItems(objects: Json[]): INodeExecutionData[] {
	return objects.map((json) => ({ json: json as IDataObject }));
}

/**
 * Checks what is set before anything is sent, so that it is not found out after something was made.
 *
 * @throws NodeOperationError when "Output" is no choice, or "Fields" is empty where it counts
 */
export function requireOutput(item: Item): void {
	if (outputModeOf(item) !== 'fields') return;
	requireFilled(item.context, outputFields.displayName, selectedFields(item).join());
}

/** What "Output" says; `raw` for an operation without that field. */
function outputModeOf(item: Item): string {
	return readChoice(item.context, outputMode, item.parameter(outputMode.name, 'raw'));
}

/** So much of each object as "Output" says, and the selected fields if no object has a single one of them. */
function cutDown(
	item: Item,
	objects: Json[],
	simplified: Simplified,
): { objects: Json[]; missing?: string[] } {
	const mode = outputModeOf(item);
	if (mode === 'raw') return { objects };
	const simple = (json: Json) =>
		typeof simplified === 'function' ? simplified(json, item) : pick(json, simplified);
	if (mode === 'simple') return { objects: objects.map(simple) };
	const names = selectedFields(item);
	// What "Simplified" makes of an answer can be selected too; what the service answered goes before it.
	const all = objects.map((json) => ({ ...simple(json), ...json }));
	const isThere = all.some((json) => Object.keys(pickPaths(json, names)).length > 0);
	return {
		objects: all.map((json) => pickPaths(json, [ALWAYS_SELECTED, ...names])),
		...(isThere || objects.length === 0 ? {} : { missing: names }),
	};
}

/** The names in "Fields": text with commas, or a list by an expression. */
function selectedFields(item: Item): string[] {
	return readEntries(item.parameter(outputFields.name, ''));
}

function noSuchFields({ context }: Item, names: string[], objects: Json[]): NodeOperationError {
	const there = [...new Set(objects.flatMap((json) => Object.keys(json)))];
	return operationError(
		context,
		`The response has no field "${names.join('", "')}"`,
		`Check the spelling in "${outputFields.displayName}". The response has: ${there.join(', ')}.`,
	);
}
