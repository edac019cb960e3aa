import type { INodeExecutionData } from 'n8n-workflow';
import { collections, wordLists } from '../../../shared/operation/fields';
import { pick, requireNoPage } from '../../../shared/client/response';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { requireChanges, requireFilled } from '../../../shared/operation/parameters';
import { getJob } from '../../api/jobs';
import { jobId } from '../../fields';

/** All that the call can set; name and description it wants every time. */
const settable = ['name', 'description', 'tags', 'invoiceReference'];

/** Reads the job and sends it back with the changes, so that what was not filled in stays as it is. */
async function updateJob(item: Item): Promise<INodeExecutionData[]> {
	const { client, body: changes } = item;
	const wanted = item.id(jobId);
	requireChanges(item.context, changes);
	if ('name' in changes) requireFilled(item.context, 'Name', changes.name);
	const isWhole = settable.every((field) => field in changes);
	await client.change(`job ${wanted}`, async () => {
		const current = isWhole ? {} : await getJob(client, wanted);
		const kept = pick(
			current,
			settable.filter((field) => current[field] !== null),
		);
		// A rejected job has none, and the call wants one.
		if (current.description === null) kept.description = '';
		requireNoPage(item.context, await item.send({ body: { ...kept, ...changes } }));
	});
	return [{ json: { success: true, jobId: wanted } }];
}

export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a job',
	description: 'Change the name, the description, the tags or the invoice reference of a job',
	document: '000',
	call: 'PUT /jobs/{jobId}',
	also: ['GET /jobs/{jobId}'],
	fields: [
		jobId,
		{
			...collections.updateFields,
			description: 'What to change. Everything else is kept.',
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
					description: 'Your own reference, shown on the invoice',
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
					...wordLists.tags,
					description: 'Words to find the job by. They replace its current tags.',
					routing: { send: { type: 'body', property: 'tags' } },
				},
			],
		},
	],
	run: updateJob,
};
