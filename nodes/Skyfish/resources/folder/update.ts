import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { objectIn, pick } from '../../../shared/answer';
import { idOf, readId } from '../../../shared/ids';
import type { Operation } from '../../../shared/operation';
import { refused } from '../../../shared/refused';
import { requireFilledText } from '../../../shared/requireText';
import { forEachItem } from '../../../shared/transport';
import { change, getObject } from '../../calls';
import { folderId } from '../../fields';
import { skyfish } from '../../skyfishService';

/** Reads the folder and sends it back with the changes: the API wants name and parent every time. */
async function updateFolder(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
	const folder = idOf(this, folderId);
	const changes = this.getNodeParameter('updateFields', {}) as IDataObject;
	if (Object.keys(changes).length === 0) {
		throw refused(this, 'There is nothing to update', 'Add at least one field to "Update Fields".');
	}
	if ('name' in changes) requireFilledText(this, 'Name', changes.name);
	if ('parent' in changes) {
		changes.parent = changes.parent ? readId(this, 'Parent', changes.parent) : null;
	}
	const current = await getObject(this, `/folder/${folder}`);
	const body = { ...pick(current, ['name', 'parent']), ...changes } as IDataObject;
	const answer = await change(this, 'POST', `/folder/${folder}`, body);
	return [{ json: objectIn(this, answer) as IDataObject }];
}

/** `POST /folder/:id`, document 003, 6.4. */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a folder',
		description: 'Change the name of a folder, or move it into another one',
		routing: {
			request: { method: 'POST', url: '/folder/{folderId}' },
			operations: { pagination: forEachItem(skyfish, updateFolder) },
		},
	},
	fields: [
		folderId,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Company ID',
					name: 'company_id',
					type: 'number',
					default: 0,
					description: 'Company that owns the folder',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Autumn collection',
				},
				{
					displayName: 'Parent Name or ID',
					name: 'parent',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getFolders' },
					default: '',
					description:
						'Folder that it is in afterwards. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
			],
		},
	],
};
