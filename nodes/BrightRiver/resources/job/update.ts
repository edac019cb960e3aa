import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { refused } from '../../../shared/refused';
import { nothingIn, pick } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { requireFilledText } from '../../../shared/requireText';
import { forEachItem, send } from '../../../shared/transport';
import { brightRiver } from '../../brightRiverService';
import { jobId } from '../../fields';
import { getJob, jobIdOf } from '../../jobCalls';

/** All that the call can set; name and description it wants every time. */
const settable = ['name', 'description', 'tags', 'invoiceReference'];

/** Reads the job and sends it back with the changes, so that what was not filled in stays as it is. */
async function updateJob(
	this: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const changes = options.body as IDataObject;
	if (Object.keys(changes).length === 0) {
		throw refused(this, 'There is nothing to update', 'Add at least one field to "Update Fields".');
	}
	if ('name' in changes) requireFilledText(this, 'Name', changes.name);
	const current = settable.every((field) => field in changes)
		? {}
		: await getJob(this, jobIdOf(this));
	const kept = pick(
		current,
		settable.filter((field) => current[field] !== null),
	);
	const { url } = options;
	nothingIn(
		this,
		await send(this, brightRiver, {
			method: 'PUT',
			url: String(url),
			body: { ...kept, ...changes },
		}),
	);
	return [{ json: { success: true, jobId: jobIdOf(this) } }];
}

/** `PUT /jobs/{id}`, document 000. */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a job',
		description: 'Change the name, the description, the tags or the invoice reference of a job',
		routing: {
			request: { method: 'PUT', url: '/jobs/{jobId}' },
			operations: { pagination: forEachItem(brightRiver, updateJob) },
		},
	},
	fields: [
		jobId,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'What to change. Everything else stays as it is.',
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					typeOptions: { rows: 3 },
					default: '',
					description: 'What the editors should do with the photos',
					routing: { send: { type: 'body', property: 'description' } },
				},
				{
					displayName: 'Invoice Reference',
					name: 'invoiceReference',
					type: 'string',
					default: '',
					description: 'A reference of your own that the invoice will show',
					routing: { send: { type: 'body', property: 'invoiceReference' } },
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Autumn collection, shoes',
					routing: { send: { type: 'body', property: 'name' } },
				},
				{
					displayName: 'Tags',
					name: 'tags',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
					default: [],
					description: 'Words to find the job by. They replace the tags it has.',
					routing: { send: { type: 'body', property: 'tags' } },
				},
			],
		},
	],
};
