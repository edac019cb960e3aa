import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { refused } from '../../../shared/refused';
import { nothingIn } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { forEachItem, send } from '../../../shared/transport';
import { brightRiver } from '../../brightRiverService';
import { fileName, jobId } from '../../fields';
import { fileNameOf, jobIdOf, requireFileName } from '../../jobCalls';

async function updateFile(
	this: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const changes = options.body as IDataObject;
	if (Object.keys(changes).length === 0) {
		throw refused(this, 'There is nothing to update', 'Add at least one field to "Update Fields".');
	}
	await requireFileName(this);
	// The document's example carries the name along with whatever else is changed.
	const body = { name: fileNameOf(this), ...changes };
	const { url } = options;
	nothingIn(this, await send(this, brightRiver, { method: 'PUT', url: String(url), body }));
	return [{ json: { success: true, jobId: jobIdOf(this), fileName: fileNameOf(this) } }];
}

/** `PUT /jobs/{id}/files/{fileName}`, document 000. */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a file of a job',
		description: 'Change the description, the remark to the editors or the tags of a file',
		routing: {
			request: { method: 'PUT', url: '/jobs/{jobId}/files/{fileName}' },
			operations: { pagination: forEachItem(brightRiver, updateFile) },
		},
	},
	fields: [
		jobId,
		fileName,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
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
					description: 'Name of the file. By default, the one it has.',
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
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
					default: [],
					description: 'Words to find the photo by. They replace the tags it has.',
					routing: { send: { type: 'body', property: 'tags' } },
				},
			],
		},
	],
};
