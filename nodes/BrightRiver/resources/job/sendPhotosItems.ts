import { operationError } from '../../../shared/errors/operationError';
import { listed } from '../../../shared/operation/listed';
import {
	chosenFiles,
	hasFiles,
	inputItems,
	type ChosenFile,
} from '../../../shared/files/inputFiles';
import { noFileIn } from '../../../shared/files/inputFile';
import { whereFilesWent } from '../../../shared/files/lostFiles';
import { inputBinaryFields } from '../../../shared/operation/fields';
import type { Item } from '../../../shared/operation/item';
import { readWholeNumber } from '../../../shared/operation/parameters';
import { requireOnlyUsers } from '../file/uploadPhotos';
import { groupBy, mostFiles, oneJobFor } from './sendPhotosFields';

/** The input items whose photos go to one job. */
export interface PhotoGroup {
	key: string;
	/** Their numbers, from 0; the first one does the work for all, with its own fields. */
	items: number[];
}

/**
 * The group that an item belongs to, see "One Job For". The groups are made once for all items of the run.
 *
 * @throws NodeOperationError for an item without a value to go by
 */
export function photoGroupOf(item: Item): PhotoGroup {
	const { context, client } = item;
	const own = context.getItemIndex();
	const mode = item.choice(oneJobFor);
	if (mode === 'item') return { key: `item ${own}`, items: [own] };
	const groups = client.session.keep('groups of photos', () => {
		const all = inputItems(context).map((_, index) => index);
		return mode === 'all' ? { all } : byValue(item, all);
	});
	const found = Object.entries(groups).find(([, items]) => items.includes(own));
	if (found) return { key: found[0], items: found[1] };
	throw operationError(
		context,
		`"${groupBy.displayName}" is empty for this item`,
		'Enter an expression that gives a value for every item, e.g. an order number. Items with the same value share one job.',
	);
}

/** Items without a value are in none of them. */
function byValue(item: Item, all: number[]): Record<string, number[]> {
	const groups: Record<string, number[]> = Object.create(null) as Record<string, number[]>;
	for (const index of all) {
		const value = item.parameterOf<unknown>(index, groupBy.name, '') ?? '';
		const text = typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
		if (text === '') continue;
		groups[`value ${text}`] ??= [];
		groups[`value ${text}`].push(index);
	}
	return groups;
}

/**
 * All photos of a group, each with a name of its own. Items without any are passed by if others have some.
 *
 * @throws NodeOperationError when there is none, when there are more than "Most Files", or two have one name
 */
export function photosOf(item: Item, items: number[]): ChosenFile[] {
	const { context } = item;
	const withFiles = items.filter((index) => hasFiles(context, index));
	if (withFiles.length === 0) throw noFileIn(context, whereFilesWent(context));
	const photos = withFiles.flatMap((index) => {
		const fields = item.parameterOf<unknown>(index, inputBinaryFields.name, '');
		return chosenFiles(context, fields, '', index);
	});
	requireFewEnough(item, photos.length);
	const users = new Map<string, number[]>();
	for (const { fileName, itemIndex } of photos) {
		users.set(fileName, [...(users.get(fileName) ?? []), itemIndex]);
	}
	requireOnlyUsers(item, users);
	return photos;
}

function requireFewEnough(item: Item, count: number): void {
	const { displayName, name } = mostFiles;
	const options = item.parameter<Record<string, unknown>>('options', {});
	// A limit that an expression leaves empty is no leave to send without one.
	if (!Object.hasOwn(options, name)) return;
	const most = readWholeNumber(item.context, displayName, options[name]);
	if (count <= most) return;
	throw operationError(
		item.context,
		`The job would get ${count} photos, more than the ${most} in "${displayName}"`,
		`Nothing was sent to Bright River. Send fewer photos at once, or raise "${displayName}".`,
	);
}

/**
 * @param users the items that go on with one job, see `Session.useName`; none for a new job
 * @throws NodeOperationError when there are several
 */
export function requireOnlyGroup({ context }: Item, users: readonly number[]): void {
	const items = [...new Set(users)];
	if (items.length <= 1) return;
	throw operationError(
		context,
		`Items ${listed(items)} send their photos to the same job in Bright River`,
		`The first one would request the offer before the others are done (n8n counts from 0). Set "${oneJobFor.displayName}" to All Items or Each Value, or give each item a job of its own.`,
	);
}
