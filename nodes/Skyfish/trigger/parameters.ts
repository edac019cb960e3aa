import type { IPollFunctions } from 'n8n-workflow';
import { operationError } from '../../shared/errors/operationError';
import { isId } from '../../shared/operation/parameters';

export type MediaEvent =
	'mediaAdded' | 'mediaUpdated' | 'mediaExpiring' | 'mediaEnteredFolder' | 'mediaLeftFolder';

/** The events that are about folders, which must be named then. */
export const folderEvents: MediaEvent[] = ['mediaEnteredFolder', 'mediaLeftFolder'];

/** Which media items are watched. */
export interface Selection {
	/** Empty for all folders. */
	folderIds: number[];
	includeSubfolders: boolean;
	types: string[];
}

/** What an operator set in the Skyfish Trigger, checked. */
export interface TriggerParameters extends Selection {
	event: MediaEvent;
	withinDays: number;
	emitCurrent: boolean;
	/** The selection as the trigger remembers it, see `selectionIn`: the same text for the same media items. */
	watched: string;
}

/** @throws NodeOperationError on settings that can never work, so that n8n refuses to activate the workflow */
export function readTriggerParameters(context: IPollFunctions): TriggerParameters {
	const event = context.getNodeParameter('event') as MediaEvent;
	const given = context.getNodeParameter('folderIds', []) as unknown;
	const folderIds = (Array.isArray(given) ? given : String(given).split(','))
		.map((id) => String(id).trim())
		.filter((id) => id !== '');
	const { media_type: types = [], emitCurrent = false } = context.getNodeParameter(
		'options',
		{},
	) as { media_type?: string[]; emitCurrent?: boolean };
	const includeSubfolders = context.getNodeParameter('includeSubfolders', true) as boolean;
	const withinDays = Number(context.getNodeParameter('withinDays', 30));
	if (!folderIds.every(isId)) {
		throw operationError(
			context,
			'"Folders" holds something that is not an ID',
			'Choose folders from the list, or leave the field empty to watch all.',
		);
	}
	if (folderEvents.includes(event) && folderIds.length === 0) {
		throw operationError(
			context,
			'"Folder Names or IDs" is empty',
			'Choose the folders to watch. For files that are added anywhere, choose the event Media Added.',
		);
	}
	if (event === 'mediaExpiring' && !(withinDays >= 0 && withinDays <= 36_500)) {
		throw operationError(
			context,
			'"Within Days" is not valid',
			'Enter a number of days, 0 for the day itself.',
		);
	}
	const ids = folderIds.map(Number);
	const watched = JSON.stringify([[...ids].sort(), includeSubfolders, [...types].sort()]);
	return { event, folderIds: ids, includeSubfolders, types, withinDays, emitCurrent, watched };
}

/** The selection that a trigger remembers. @throws Error when that is damaged */
export function selectionIn(watched: string): Selection {
	const [folderIds, includeSubfolders, types] = JSON.parse(watched) as [
		number[],
		boolean,
		string[],
	];
	return { folderIds: [...folderIds], includeSubfolders, types: [...types] };
}
