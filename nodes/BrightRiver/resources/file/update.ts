import type { INodeExecutionData } from 'n8n-workflow';
import { collections, wordLists } from '../../../shared/operation/fields';
import { requireNoPage } from '../../../shared/client/response';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { requireChanges, requireFilled } from '../../../shared/operation/parameters';
import { fileName, jobId } from '../../fields';
import { chosenFile } from './chosenFile';

async function updateFile(item: Item): Promise<INodeExecutionData[]> {
	const { body: changes } = item;
	requireChanges(item.context, changes);
	if ('name' in changes) requireFilled(item.context, 'Name', changes.name);
	const file = await chosenFile(item);
	// The document's example sends the name along with whatever else is changed.
	const body = { name: file.fileName, ...changes };
	requireNoPage(item.context, await item.send({ body }));
	return [{ json: { success: true, ...file } }];
}

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a file in a job',
	description: 'Change the description, the remark for the editors or the tags of a file',
	document: '000',
	call: 'PUT /jobs/{jobId}/files/{fileName}',
	also: ['GET /jobs/{jobId}/files'],
	fields: [
		jobId,
		fileName,
		{
			...collections.updateFields,
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'What the photo shows',
					routing: { send: { type: 'body', property: 'description' } },
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. koala.jpg',
					description: 'New name of the file. By default, its current one.',
					routing: { send: { type: 'body', property: 'name' } },
				},
				{
					displayName: 'Remark',
					name: 'remark',
					type: 'string',
					default: '',
					placeholder: 'e.g. Add sun rays in the background',
					description: 'What the editors should know about this photo',
					routing: { send: { type: 'body', property: 'remark' } },
				},
				{
					displayName: 'Tags',
					name: 'tags',
					...wordLists.tags,
					description: 'Words to find the photo by. They replace its current tags.',
					routing: { send: { type: 'body', property: 'tags' } },
				},
			],
		},
	],
	run: updateFile,
};
