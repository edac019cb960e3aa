import type { IBinaryData, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';
import { operationError } from '../errors/operationError';
import { inputBinaryFields } from '../operation/fields';
import { readEntries } from '../operation/parameters';
import type { Result } from '../operation/results';
import { distinctName } from './fileName';
import { binaryIn, noFileIn, openFile, type InputFile } from './inputFile';
import { endingFor } from './mediaType';
import { whereFilesWent } from './lostFiles';

/** A file of an input item that is to go out; its content is not looked at yet. */
export interface ChosenFile {
	/** Number of the input item, from 0. */
	itemIndex: number;
	/** The binary field that it is in. */
	field: string;
	/** The name that it goes out under; no two files of an item have the same one. */
	fileName: string;
	binary: IBinaryData;
}

/**
 * The files of an input item that "Input Binary Field" names; all of them if it is empty. It takes a name, several
 * with commas, or a list, and the name of a form's field that holds several files (`Photos` for `Photos_0`,
 * `Photos_1`). Nothing is read or awaited for it.
 *
 * @param fields what the operator set
 * @param fileName to use instead of a file's own; empty keeps it
 * @returns at least one
 * @throws NodeOperationError when there is none, or not in a field that is named
 */
export function chosenFiles(
	context: IExecuteSingleFunctions,
	fields: unknown,
	fileName = '',
	itemIndex = context.getItemIndex(),
): ChosenFile[] {
	const binary = binaryOf(context, itemIndex);
	const there = Object.keys(binary);
	if (there.length === 0) throw noFileIn(context, whereFilesWent(context));
	const taken = new Set<string>();
	return chosenFields(context, fields, there).map((field) => {
		const file = binaryIn(context, field, binary);
		const ownName = fileName.trim() || givenName(file) || nameInRun(context, itemIndex, field);
		const name = distinctName(ownName, taken);
		taken.add(name);
		return { itemIndex, field, fileName: name, binary: file };
	});
}

/** Opens the files that were chosen. @throws NodeOperationError when one is empty */
export async function openFiles(
	context: IExecuteSingleFunctions,
	files: ChosenFile[],
): Promise<InputFile[]> {
	return await Promise.all(
		files.map(async ({ binary, fileName, itemIndex, field }) => {
			const file = await openFile(context, binary, fileName);
			return { ...file, key: `${itemIndex} ${field}` };
		}),
	);
}

/** Whether an input item has any file. */
export function hasFiles(context: IExecuteSingleFunctions, itemIndex: number): boolean {
	return Object.keys(binaryOf(context, itemIndex)).length > 0;
}

/** All input items of the run; the first one alone if the node is set to execute once. */
export function inputItems(context: IExecuteSingleFunctions): INodeExecutionData[] {
	const items = context.getExecuteData()?.data?.main?.[0];
	if (!items) return [context.getInputData()];
	return context.getNode().executeOnce ? items.slice(0, 1) : items;
}

/** The same result, with the files of the input item on every output item: the next node can upload them. */
export function withInputFiles(result: Result): Result {
	return (item, answer) => {
		const { binary } = item.context.getInputData();
		const items = result(item, answer);
		return binary ? items.map((one) => ({ ...one, binary })) : items;
	};
}

function binaryOf(
	context: IExecuteSingleFunctions,
	itemIndex: number,
): Record<string, IBinaryData> {
	const isOwn = itemIndex === context.getItemIndex();
	return (isOwn ? context.getInputData() : inputItems(context)[itemIndex])?.binary ?? {};
}

/** @param there the fields that the item has */
function chosenFields(
	context: IExecuteSingleFunctions,
	fields: unknown,
	there: string[],
): string[] {
	if (typeof fields === 'string' && fields.trim() === '') return there;
	// The name of a field can have a comma in it.
	const isOne = typeof fields === 'string' && there.includes(fields);
	const names = isOne ? [fields] : readEntries(fields);
	if (names.length > 0) return [...new Set(names.flatMap((name) => fieldsOf(name, there)))];
	const { displayName } = inputBinaryFields;
	throw operationError(
		context,
		`"${displayName}" names no field`,
		`An expression here found nothing for this item. Change it there, or leave "${displayName}" empty to take every file.`,
	);
}

/** A field, or those that n8n's form makes of one that takes several files. */
function fieldsOf(name: string, there: string[]): string[] {
	if (there.includes(name)) return [name];
	const numbered = there.filter(
		(field) => field.startsWith(`${name}_`) && /^\d+$/.test(field.slice(name.length + 1)),
	);
	return numbered.length > 0 ? numbered : [name];
}

function givenName({ fileName = '' }: IBinaryData): string {
	return fileName.trim() === '' ? '' : fileName;
}

/** The names of the files that have none, by item and field, for each run. */
const namesOfRuns = new WeakMap<object, Map<string, string>>();

/** The same each time, also when n8n tries the node again. */
function nameInRun(context: IExecuteSingleFunctions, itemIndex: number, field: string): string {
	const run = context.getExecuteData() ?? context;
	const names = namesOfRuns.get(run) ?? namesForUnnamed(inputItems(context));
	namesOfRuns.set(run, names);
	return names.get(`${itemIndex} ${field}`) ?? 'file';
}

/** Numbered through all items of the run, so that they can go to one place: `photo-1.jpg`, `photo-2.png`. */
function namesForUnnamed(items: INodeExecutionData[]): Map<string, string> {
	const all = items.flatMap(({ binary = {} }, index) =>
		Object.entries(binary).map(([field, file]) => ({ key: `${index} ${field}`, file })),
	);
	const taken = new Set(all.map(({ file }) => givenName(file)));
	const names = new Map<string, string>();
	let number = 0;
	for (const { key, file } of all) {
		if (givenName(file) !== '') continue;
		let name: string;
		do name = unnamed(file, ++number);
		while (taken.has(name));
		names.set(key, name);
	}
	return names;
}

function unnamed({ mimeType = '', fileExtension }: IBinaryData, number: number): string {
	const kind = /^(image|video)\//.exec(mimeType)?.[1] ?? 'file';
	const ending = endingFor(mimeType) ?? fileExtension;
	return `${kind === 'image' ? 'photo' : kind}-${number}${ending ? `.${ending}` : ''}`;
}
