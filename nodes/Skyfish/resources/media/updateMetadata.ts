import {
	NodeApiError,
	type IDataObject,
	type IExecutePaginationFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { readJson } from '../../../shared/jsonField';
import { idOf } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { refused } from '../../../shared/refused';
import { forEachItem } from '../../../shared/transport';
import { change, getObject } from '../../calls';
import { mediaId } from '../../fields';
import { language } from '../../languages';
import { mergeMetadata, type MetadataChanges } from '../../metadata';
import { skyfish } from '../../skyfishService';
import { metadataFields } from './metadataFields';

/** How often a change is put on top of what somebody else changed meanwhile. */
const MOST_CONFLICTS = 3;

async function updateMetadataOfMedia(
	this: IExecutePaginationFunctions,
): Promise<INodeExecutionData[]> {
	const media = idOf(this, mediaId);
	const url = `/media/${media}/metadata`;
	if (this.getNodeParameter('specifyMetadata', 'fields') === 'json') {
		const value = this.getNodeParameter('metadataJson', '{}');
		const metadata = readJson(this, 'Metadata', value, 'object') as IDataObject;
		await change(this, 'POST', url, metadata);
	} else {
		const changes = changesIn(this);
		const texts = changesOfTheirOwn(changes);
		if (Object.keys(changes).length === 0) {
			throw refused(
				this,
				'There is nothing to update',
				'Add at least one field to "Update Fields".',
			);
		}
		const inLanguage = this.getNodeParameter('language', 'en') as string;
		if (Object.keys(changes).length > texts.length) {
			await readMergeWrite(this, url, changes, inLanguage);
		}
		for (const [field, text] of texts) await change(this, 'POST', `${url}/${field}`, text);
	}
	return [{ json: { success: true, mediaId: media } }];
}

/** What was filled in; the IPTC fields come as JSON. */
function changesIn(context: IExecutePaginationFunctions): MetadataChanges {
	const { iptc, ...changes } = context.getNodeParameter('updateFields', {}) as IDataObject;
	if (iptc === undefined) return changes as MetadataChanges;
	const fields = readJson(context, 'IPTC', iptc, 'object');
	return { ...changes, iptc: fields } as MetadataChanges;
}

/** These are no part of the sub-document; each has a call of its own. */
function changesOfTheirOwn({ byline, copyright }: MetadataChanges): Array<[string, string]> {
	return Object.entries({ byline, copyright }).filter(
		(entry): entry is [string, string] => entry[1] !== undefined,
	);
}

/** The API replaces the whole sub-document: what was not filled in must be sent back as it was. */
async function readMergeWrite(
	context: IExecutePaginationFunctions,
	url: string,
	changes: MetadataChanges,
	inLanguage: string,
): Promise<void> {
	for (let conflicts = 0; ; conflicts++) {
		const current = await getObject(context, url);
		const merged = mergeMetadata(current, changes, inLanguage) as IDataObject;
		const conflict = await change(context, 'POST', url, merged).then(
			() => undefined,
			(error: NodeApiError) => error,
		);
		if (conflict === undefined) return;
		if (conflict.httpCode !== '409' || conflicts === MOST_CONFLICTS) throw conflict;
	}
}

/** `GET` and `POST /media/:id/metadata`, document 003; `…/byline` and `…/copyright`, the developer site. */
export const updateMetadata: Operation = {
	option: {
		name: 'Update Metadata',
		value: 'updateMetadata',
		action: 'Update the metadata of a media',
		description: 'Change title, description, keywords and more; what you leave out stays as it is',
		routing: {
			request: { method: 'POST', url: '/media/{mediaId}/metadata' },
			operations: { pagination: forEachItem(skyfish, updateMetadataOfMedia) },
		},
	},
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
			description: 'How to say what changes',
		},
		{ ...language, displayOptions: { show: { specifyMetadata: ['fields'] } } },
		{ ...metadataFields, displayOptions: { show: { specifyMetadata: ['fields'] } } },
		{
			displayName: 'Metadata',
			name: 'metadataJson',
			type: 'json',
			typeOptions: { rows: 8 },
			default: '{}',
			required: true,
			description:
				'The whole metadata, as Get Metadata gives it. It replaces what is there: what is not in it is gone.',
			displayOptions: { show: { specifyMetadata: ['json'] } },
		},
	],
};
