import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { collections, wordLists } from '../../../shared/operation/fields';
import { requireNoPage, type Json } from '../../../shared/client/response';
import type { Route } from '../../../shared/client/route';
import { readMoment } from '../../../shared/operation/dateTime';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { readJson, requireChanges } from '../../../shared/operation/parameters';
import { changeMetadata, type MetadataChanges } from '../../api/metadata';
import { language } from '../../fields';
import { mediaId } from '../../locators';

/** These are no part of the metadata; each has a call of its own, which takes a text. */
const textCalls: Record<'byline' | 'copyright', Route> = {
	byline: 'POST /media/{mediaId}/metadata/byline',
	copyright: 'POST /media/{mediaId}/metadata/copyright',
};

async function updateMetadataOfMedia(item: Item): Promise<INodeExecutionData[]> {
	const isWhole = item.parameter<string>('specifyMetadata', 'fields') === 'json';
	await (isWhole ? replaceMetadata(item) : updateFields(item));
	return [{ json: { success: true, mediaId: item.id(mediaId) } }];
}

async function replaceMetadata(item: Item): Promise<void> {
	const body = item.json({ name: 'metadataJson', displayName: 'Metadata' }, 'object') as Json;
	await item.client.change(`media ${item.id(mediaId)}`, async () => {
		requireNoPage(item.context, await item.send({ body }));
	});
}

async function updateFields(item: Item): Promise<void> {
	const { iptc, ...given } = item.parameter<IDataObject>('updateFields', {});
	const { byline, copyright, camera_created: taken, ...others } = given;
	const texts = { byline, copyright };
	const changes = others as MetadataChanges;
	if (iptc !== undefined) {
		changes.iptc = readJson(item.context, 'IPTC', iptc, 'object') as Json;
	}
	const moment = readMoment(item.context, 'Camera Created', taken);
	// The metadata has unix seconds there (document 003, 5.2.1).
	if (moment !== undefined) changes.camera_created = Math.floor(Date.parse(moment) / 1000);
	requireChanges(item.context, { ...given, ...changes });
	if (Object.keys(changes).length > 0) {
		await changeMetadata(item.client, item.id(mediaId), changes, item.choice(language));
	}
	for (const name of ['byline', 'copyright'] as const) {
		if (texts[name] === undefined) continue;
		const body = String(texts[name] ?? '');
		await item.client.change(`media ${item.id(mediaId)}`, async () => {
			requireNoPage(item.context, await item.request(textCalls[name], { body }));
		});
	}
}

const metadataFields: INodeProperties = {
	...collections.updateFields,
	description: 'What to change. Everything else is kept.',
	options: [
		{
			displayName: 'Adult Content',
			name: 'adult_content',
			type: 'boolean',
			default: false,
			description: 'Whether the media item is for adults only',
		},
		{
			displayName: 'Byline',
			name: 'byline',
			type: 'string',
			default: '',
			description: 'Name of the photographer or maker',
		},
		{
			displayName: 'Camera Created',
			name: 'camera_created',
			type: 'dateTime',
			default: '',
			description: 'When the photo was taken',
		},
		{
			displayName: 'Copyright',
			name: 'copyright',
			type: 'string',
			default: '',
			description: 'Who owns the rights',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
		},
		{
			displayName: 'Editorial',
			name: 'editorial',
			type: 'boolean',
			default: false,
			description: 'Whether the media item is for editorial use only',
		},
		{
			displayName: 'Geolocation',
			name: 'geolocation',
			type: 'fixedCollection',
			default: {},
			description: 'Where the photo was taken',
			options: [
				{
					displayName: 'Position',
					name: 'position',
					values: [
						{
							displayName: 'Latitude',
							name: 'latitude',
							type: 'number',
							typeOptions: { minValue: -90, maxValue: 90, numberPrecision: 6 },
							default: 0,
						},
						{
							displayName: 'Longitude',
							name: 'longitude',
							type: 'number',
							typeOptions: { minValue: -180, maxValue: 180, numberPrecision: 6 },
							default: 0,
						},
						{
							displayName: 'Source',
							name: 'source',
							type: 'string',
							default: '',
							placeholder: 'e.g. 999',
							description:
								"Where the position comes from, as Skyfish writes it. By default 1000, as in the document's example.",
						},
					],
				},
			],
		},
		{
			displayName: 'IPTC',
			name: 'iptc',
			type: 'json',
			default: '{}',
			description: 'IPTC fields to set, by name. Those that you leave out are kept.',
		},
		{
			displayName: 'Keywords',
			name: 'keywords',
			...wordLists.keywords,
			description: "They replace the item's keywords in this language",
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
		},
	],
	displayOptions: { show: { specifyMetadata: ['fields'] } },
};

/** Byline and copyright have calls of their own, on the developer site. */
export const updateMetadata: Operation = {
	name: 'Update Metadata',
	value: 'updateMetadata',
	action: 'Update the metadata of a media item',
	description: 'Change title, description, keywords and more; what you leave out is kept',
	document: '003, 5.3, and developer site',
	call: 'POST /media/{mediaId}/metadata',
	also: ['GET /media/{mediaId}/metadata', ...Object.values(textCalls)],
	fields: [
		mediaId,
		{
			displayName: 'Specify Metadata',
			name: 'specifyMetadata',
			type: 'options',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
			description: 'How to enter what to change',
		},
		{ ...language, displayOptions: { show: { specifyMetadata: ['fields'] } } },
		metadataFields,
		{
			displayName: 'Metadata',
			name: 'metadataJson',
			type: 'json',
			typeOptions: { rows: 8 },
			default: '{}',
			required: true,
			description:
				'The whole metadata, as returned by Get Metadata. It replaces what is there: what is not in it is lost.',
			displayOptions: { show: { specifyMetadata: ['json'] } },
		},
	],
	run: updateMetadataOfMedia,
};
