import type { INodeProperties } from 'n8n-workflow';
import { collections } from '../../shared/operation/fields';
import { mediaTypes } from '../fields';
import { folderEvents } from './parameters';

const folderIds: INodeProperties = {
	displayName: 'Folder Names or IDs',
	name: 'folderIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getFolders' },
	default: [],
	description:
		'Folders to watch. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** What an operator can set in the Skyfish Trigger. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Media Added',
				value: 'mediaAdded',
				description: 'A photo, video or other file was uploaded',
			},
			{
				name: 'Media Entered Folder',
				value: 'mediaEnteredFolder',
				description:
					'A file came into a watched folder: it was uploaded, moved or copied there. One that left and comes back counts again.',
			},
			{
				name: 'Media Expiring',
				value: 'mediaExpiring',
				description: 'A media item is about to expire',
			},
			{
				name: 'Media Left Folder',
				value: 'mediaLeftFolder',
				description: 'A file was moved out of the watched folders, removed from them or deleted',
			},
			{
				name: 'Media Updated',
				value: 'mediaUpdated',
				description: 'A file or its metadata changed',
			},
		],
		default: 'mediaAdded',
	},
	{
		displayName: 'Within Days',
		name: 'withinDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		description: 'How many days before the expiration date the workflow starts',
		displayOptions: { show: { event: ['mediaExpiring'] } },
	},
	{
		...folderIds,
		description:
			'Folders to watch; leave it empty to watch all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { hide: { event: folderEvents } },
	},
	{
		...folderIds,
		required: true,
		displayOptions: { show: { event: folderEvents } },
	},
	{
		displayName: 'Include Subfolders',
		name: 'includeSubfolders',
		type: 'boolean',
		default: true,
		description: 'Whether to watch their subfolders too',
	},
	{
		...collections.options,
		options: [
			{
				displayName: 'Start for Current Media',
				name: 'emitCurrent',
				type: 'boolean',
				default: true,
				description:
					'Whether to also start for media items that are already about to expire when the workflow is activated. Applies to Media Expiring only.',
				displayOptions: { show: { '/event': ['mediaExpiring'] } },
			},
			mediaTypes,
		],
	},
];
