import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { requireNoPage } from '../../../shared/client/response';
import { operationError } from '../../../shared/errors/operationError';
import type { Operation } from '../../../shared/operation/define';
import type { Item } from '../../../shared/operation/item';
import { fileName, jobId } from '../../fields';
import { chosenFile } from '../file/chosenFile';
import { specifyReviews } from './reviewFields';

/** One row of the form. */
interface ReasonRow {
	rejectTypeId: number | string;
	remark?: string;
	shape?: 'Circle' | 'none';
	x?: number;
	y?: number;
	r?: number;
}

/** Where a mark is and how large; no document names the unit. */
const circle = [
	{ name: 'x', displayName: 'X', from: "Distance of the circle's center from the left" },
	{ name: 'y', displayName: 'Y', from: "Distance of the circle's center from the top" },
	{ name: 'r', displayName: 'Radius', from: "Distance of the circle's edge from its centre" },
];

const reasons: INodeProperties = {
	displayName: 'Reasons',
	name: 'reasons',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Reason',
	default: {},
	displayOptions: { show: { specifyReviews: ['fields'] } },
	options: [
		{
			displayName: 'Reason',
			name: 'reason',
			values: [
				{
					displayName: 'Reject Type Name or ID',
					name: 'rejectTypeId',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getRejectTypes' },
					default: '',
					description:
						'Standard reason of Bright River. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Remark',
					name: 'remark',
					type: 'string',
					default: '',
					placeholder: 'e.g. Change the shadow to light grey',
				},
				{
					displayName: 'Shape',
					name: 'shape',
					type: 'options',
					options: [
						{ name: 'No Mark', value: 'none' },
						{ name: 'Circle', value: 'Circle' },
					],
					default: 'none',
					description: 'What to draw around the place in the image',
				},
				...circle.map(({ name, displayName, from }): INodeProperties => ({
					displayName,
					name,
					type: 'number',
					default: 0,
					description: `${from}. Bright River does not document the unit; its examples look like pixels.`,
					displayOptions: { show: { shape: ['Circle'] } },
				})),
			],
		},
	],
};

const rejectionsJson: INodeProperties = {
	displayName: 'Rejections',
	name: 'rejectionsJson',
	type: 'json',
	typeOptions: { rows: 8 },
	default: '[]',
	required: true,
	hint: 'The list that Bright River documents: [{ "rejectTypeId", "instruction": { "shape", "coordinates" }, "remark" }]',
	displayOptions: { show: { specifyReviews: ['json'] } },
};

async function setReasons(item: Item): Promise<INodeExecutionData[]> {
	const rejections = rejectionsOf(item);
	const generalRemark = item.text('generalRemark');
	if (rejections.length === 0 && generalRemark.trim() === '') {
		throw operationError(
			item.context,
			'Enter at least one reason',
			'Add at least one reason or a general remark.',
		);
	}
	const file = await chosenFile(item);
	const body = { rejections, ...(generalRemark ? { generalRemark } : {}) };
	requireNoPage(item.context, await item.send({ body }));
	return [{ json: { success: true, ...file } }];
}

/** The rejections as the service wants them, out of the form or as JSON. */
function rejectionsOf(item: Item): unknown[] {
	if (item.choice(specifyReviews) === 'json') {
		return item.json(rejectionsJson, 'list') as unknown[];
	}
	const rows = item.parameter<ReasonRow[]>('reasons.reason', []);
	return rows.map((row, index) => rejectionOf(item, row, index));
}

/** @throws NodeOperationError that names the row */
function rejectionOf(
	{ context }: Item,
	{ rejectTypeId, remark, shape = 'none', x = 0, y = 0, r = 0 }: ReasonRow,
	index: number,
): IDataObject {
	const row = `Reason ${index + 1}`;
	if (!/^\d{1,15}$/.test(String(rejectTypeId))) {
		throw operationError(
			context,
			`${row}: "Reject Type" is empty or not a valid ID`,
			'Choose one.',
		);
	}
	if (shape === 'Circle' && !(x >= 0 && y >= 0 && r > 0)) {
		throw operationError(
			context,
			`${row}: the circle is outside the image`,
			'"X" and "Y" must be 0 or more, and "Radius" above 0.',
		);
	}
	return {
		rejectTypeId: Number(rejectTypeId),
		...(shape === 'Circle' ? { instruction: { shape, coordinates: { x, y, r } } } : {}),
		...(remark ? { remark } : {}),
	};
}

export const setRejectionReasons: Operation = {
	name: 'Set Rejection Reasons',
	value: 'setRejectionReasons',
	action: 'Set the rejection reasons of a file',
	description: 'Set why a file is rejected, with remarks and circles around what is wrong',
	document: '000',
	call: 'PUT /jobs/{jobId}/files/{fileName}/rejectionreasons',
	also: ['GET /jobs/{jobId}/files'],
	fields: [
		jobId,
		fileName,
		specifyReviews,
		reasons,
		rejectionsJson,
		{
			displayName: 'General Remark',
			name: 'generalRemark',
			type: 'string',
			default: '',
			placeholder: 'e.g. Wrong shadow colors applied',
			description: 'What is wrong with the file as a whole',
		},
	],
	run: setReasons,
};
