import type { IDataObject, NodeOperationError } from 'n8n-workflow';
import { displayNameOf } from '../../../nodes/shared/operation/displayName';
import type { Sandbox } from '../../../sandbox/index';
import { byId, startManualSandbox } from '../support/brightRiver';
import { skyfish } from '../support/skyfish';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => (sandbox.skyfish.requests.length = 0));

const mediaId = byId(90909090);

async function refused(parameters: IDataObject): Promise<NodeOperationError> {
	return await skyfish(sandbox, parameters as never).then(
		() => {
			throw new Error('It should have been refused');
		},
		(error: NodeOperationError) => error,
	);
}

it.each<[string, IDataObject, string]>([
	[
		'a search that wants nothing back',
		{ resource: 'search', operation: 'media', q: 'x', return_values: '={{ [] }}' },
		'"Return Values" is empty',
	],
	[
		'an order by distance from nowhere',
		{ resource: 'search', operation: 'media', q: 'x', filters: { order: 'distance' } },
		'Ordering by distance needs a location',
	],
	[
		'a direction without an order',
		{ resource: 'search', operation: 'media', q: 'x', filters: { direction: 'asc' } },
		'"Direction" needs "Order"',
	],
	[
		'a date that is none',
		{ resource: 'search', operation: 'media', q: 'x', filters: { min_date: 'soon' } },
		'"Min Date" is not a date',
	],
	...['min_date', 'unique_media_id', 'order', 'min_width'].map(
		(name): [string, IDataObject, string] => [
			`a filter whose expression found nothing (${name})`,
			{
				resource: 'media',
				operation: 'getMany',
				q: 'x',
				filters: { [name]: '={{ $json.nothing }}' },
			},
			`The expression in "${displayNameOf(name)}" found nothing for this item`,
		],
	),
	[
		'words to look for that an expression did not find',
		{ resource: 'media', operation: 'getMany', q: '={{ $json.nothing }}', folder_ids: [42] },
		'The expression in "Query" found nothing for this item',
	],
	[
		'folders to look in that an expression did not find',
		{ resource: 'media', operation: 'getMany', q: 'x', folder_ids: '={{ $json.nothing }}' },
		'The expression in "Folder IDs" found nothing for this item',
	],
	[
		'a filter of a list whose expression found nothing',
		{ resource: 'folder', operation: 'getAll', filters: { parent: '={{ $json.nothing }}' } },
		'The expression in "Parent" found nothing for this item',
	],
	[
		'a folder to move to that an expression did not find',
		{
			resource: 'folder',
			operation: 'update',
			folderId: byId(1),
			updateFields: { parent: '={{ $json.nothing }}' },
		},
		'The expression in "Parent" found nothing for this item',
	],
	[
		'folders that are no IDs',
		{ resource: 'search', operation: 'media', folder_ids: ['1&q=x'] },
		'"1&q=x" in "Folder IDs" is not a valid ID',
	],
	[
		'an ID with letters',
		{ resource: 'media', operation: 'get', mediaId: byId('9x') },
		'"Media" is not a valid ID',
	],
	[
		'an update of nothing',
		{ resource: 'media', operation: 'updateMetadata', mediaId, updateFields: {} },
		'There is nothing to update',
	],
	[
		'metadata that is no JSON',
		{
			resource: 'media',
			operation: 'updateMetadata',
			mediaId,
			specifyMetadata: 'json',
			metadataJson: '{',
		},
		'"Metadata" is not valid JSON',
	],
	[
		'IPTC fields that are no JSON',
		{ resource: 'media', operation: 'updateMetadata', mediaId, updateFields: { iptc: '{' } },
		'"IPTC" is not valid JSON',
	],
	[
		'a day that is none',
		{
			resource: 'media',
			operation: 'setExpirationDate',
			mediaId,
			expireBy: 'day',
			expiration_date: '2026-02-30',
		},
		'"Expiration Date" is not a date',
	],
	[
		'a month that is none',
		{
			resource: 'media',
			operation: 'setExpirationDate',
			mediaId,
			expireBy: 'month',
			year: 2026,
			month: 13,
		},
		'"Year" or "Month" is not valid',
	],
	[
		'a media in no folder',
		{ resource: 'media', operation: 'setFolders', mediaId, folderIds: '={{ [] }}' },
		'"Folders" is empty',
	],
	[
		'a folder list of the company 0',
		{ resource: 'folder', operation: 'getAll', filters: { company_id: 0 } },
		'"Company ID" is not a valid ID',
	],
	[
		'a folder of the company 0',
		{
			resource: 'folder',
			operation: 'create',
			name: 'x',
			parent: byId(''),
			additionalFields: { company_id: 0 },
		},
		'"Company ID" is not a valid ID',
	],
	[
		'a clique of the Skyfish 0',
		{ resource: 'clique', operation: 'create', name: 'x', skyfish_id: 0 },
		'"Skyfish ID" is not a valid ID',
	],
	[
		'a picture of a clique with the number 0',
		{
			resource: 'clique',
			operation: 'create',
			name: 'x',
			skyfish_id: 1,
			additionalFields: { thumbnail_id: 0 },
		},
		'"Thumbnail ID" is not a valid ID',
	],
	[
		'an update of nothing in a clique',
		{ resource: 'clique', operation: 'update', cliqueId: byId(53), name: '={{ "" }}' },
		'There is nothing to update',
	],
	[
		'a download for the user 0',
		{ resource: 'media', operation: 'getDownloadUrl', mediaId, options: { user: 0 } },
		'"User" is not a valid ID',
	],
	[
		'keywords for nothing',
		{ resource: 'media', operation: 'addKeywords', mediaIds: '1, x', keywords: ['a'] },
		'"x" in "Media IDs" is not a valid ID',
	],
	[
		'a folder without a name',
		{ resource: 'folder', operation: 'create', name: '={{ "" }}', parent: byId('') },
		'"Name" is empty',
	],
	[
		'a token that is a path',
		{ resource: 'account', operation: 'validateToken', tokenString: '../../company/1' },
		'"Token String" is not a token',
	],
])('%s is stopped before anything is sent', async (_, parameters, message) => {
	const error = await refused(parameters);
	expect(error.message).toContain(message);
	expect(error.description).toEqual(expect.stringMatching(/\S/));
	expect(sandbox.skyfish.requests).toEqual([]);
});

it('carries the number of the request for the support desk', async () => {
	const error = await refused({ resource: 'folder', operation: 'get', folderId: byId(1) });
	expect(error.message).toMatch(/^Skyfish has no folder 1, or this user may not see it$/);
	expect(error.description).toMatch(/\(Skyfish: .*request \S+\)$/);
});
