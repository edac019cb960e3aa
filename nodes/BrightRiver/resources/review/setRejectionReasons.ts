import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { readJson } from '../../../shared/jsonField';
import { nothingIn } from '../../../shared/answer';
import type { Operation } from '../../../shared/operation';
import { refused } from '../../../shared/refused';
import { forEachItem, send } from '../../../shared/transport';
import { brightRiver } from '../../brightRiverService';
import { fileName, jobId } from '../../fields';
import { fileNameOf, jobIdOf, requireFileName } from '../../jobCalls';

interface ReasonRow {
	rejectTypeId: number | string;
	remark?: string;
	shape?: 'Circle' | 'none';
	x?: number;
	y?: number;
	r?: number;
}

async function setReasons(
	this: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const rejections =
		this.getNodeParameter('specifyReviews', 'fields') === 'json'
			? readJson(this, 'Rejections', this.getNodeParameter('rejectionsJson', '[]'), 'list')
			: (this.getNodeParameter('reasons.reason', []) as ReasonRow[]).map((row, index) =>
					rejectionOf(this, row, index),
				);
	const generalRemark = this.getNodeParameter('generalRemark', '') as string;
	if ((rejections as unknown[]).length === 0 && generalRemark.trim() === '') {
		throw refused(this, 'There is no reason', 'Add at least one reason or a general remark.');
	}
	await requireFileName(this);
	const { url } = options;
	const body = { rejections, ...(generalRemark ? { generalRemark } : {}) } as IDataObject;
	nothingIn(this, await send(this, brightRiver, { method: 'PUT', url: String(url), body }));
	return [{ json: { success: true, jobId: jobIdOf(this), fileName: fileNameOf(this) } }];
}

function rejectionOf(
	context: IExecutePaginationFunctions,
	{ rejectTypeId, remark, shape = 'none', x = 0, y = 0, r = 0 }: ReasonRow,
	index: number,
): IDataObject {
	const row = `Reason ${index + 1}`;
	if (!/^\d{1,15}$/.test(String(rejectTypeId))) {
		throw refused(context, `${row}: "Reject Type" is empty or not a valid ID`, 'Choose one.');
	}
	if (shape === 'Circle' && !(x >= 0 && y >= 0 && r > 0)) {
		throw refused(
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

/** `PUT /jobs/{id}/files/{fileName}/rejectionreasons`, document 000. */
export const setRejectionReasons: Operation = {
	option: {
		name: 'Set Rejection Reasons',
		value: 'setRejectionReasons',
		action: 'Set the rejection reasons of a file',
		description: 'Say why a file is rejected, with remarks and circles around what is wrong',
		routing: {
			request: { method: 'PUT', url: '/jobs/{jobId}/files/{fileName}/rejectionreasons' },
			operations: { pagination: forEachItem(brightRiver, setReasons) },
		},
	},
	fields: [
		jobId,
		fileName,
		{
			displayName: 'Specify Rejections',
			name: 'specifyReviews',
			type: 'options',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
			description: 'How to say what is wrong',
		},
		{
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
							displayName: 'Radius',
							name: 'r',
							type: 'number',
							default: 5,
						},
						{
							displayName: 'Reject Type Name or ID',
							name: 'rejectTypeId',
							type: 'options',
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
								{
									name: 'Circle',
									value: 'Circle',
								},
								{
									name: 'None',
									value: 'none',
								},
							],
							default: 'none',
							description: 'What to draw around the place in the image',
						},
						{
							displayName: 'X',
							name: 'x',
							type: 'number',
							default: 0,
							description: "Distance of the circle's centre from the left",
						},
						{
							displayName: 'Y',
							name: 'y',
							type: 'number',
							default: 0,
							description: "Distance of the circle's centre from the top",
						},
					],
				},
			],
		},
		{
			displayName: 'Rejections',
			name: 'rejectionsJson',
			type: 'json',
			typeOptions: { rows: 8 },
			default: '[]',
			required: true,
			hint: 'A list as in the documentation of Bright River: [{ "rejectTypeId", "instruction": { "shape", "coordinates" }, "remark" }]',
			displayOptions: { show: { specifyReviews: ['json'] } },
		},
		{
			displayName: 'General Remark',
			name: 'generalRemark',
			type: 'string',
			default: '',
			placeholder: 'e.g. Wrong shadow colors applied',
			description: 'What is wrong with the file as a whole',
		},
	],
};
