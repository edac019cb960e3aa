import type { IDataObject } from 'n8n-workflow';
import type { NodeRun } from '../../engine/support/engine';
import { get } from './rows';
import type { RowStep } from './rules';
import type { Origins } from './scriptedService';

/** A trigger that has taken stock, and the poll that then finds something. */
export interface TriggerRow {
	name: string;
	service: 'Bright River' | 'Skyfish';
	run: (origins: Origins) => NodeRun;
	/** What the first poll asks, which goes well. */
	first: () => RowStep[];
	/** What the second poll asks, which finds one event. */
	second: () => RowStep[];
}

const searchJobs = (status: string) =>
	get(
		'/search',
		{
			jobs: [{ id: 1, guid: 'g', name: 'Shoes', status, createdDate: '2026-01-01T00:00:00Z' }],
			totalJobs: 1,
		},
		{ method: 'POST' },
	);
const searchMedia = (...ids: number[]) => {
	const created = new Date().toISOString();
	const media = ids.map((id) => ({ unique_media_id: id, title: 'Shoe', created }));
	return get(/^\/search\?/, { response: { hits: media.length, media } });
};

const version = (number: number) => get('/media/7/version', { version: number }, { due: 'number' });

const skyfishTrigger = (parameters: IDataObject) => (origins: Origins) => ({
	type: 'skyfishTrigger',
	parameters: { folderIds: [5], ...parameters } as never,
	credentials: {
		skyfishApi: {
			username: 'u',
			password: 'p',
			apiKey: 'k',
			apiSecret: 's',
			baseUrl: origins.api,
			token: 'token',
		},
	},
});

export const triggerRows: TriggerRow[] = [
	{
		name: 'Bright River Trigger',
		service: 'Bright River',
		run: ({ api }) => ({
			type: 'brightRiverTrigger',
			parameters: { event: 'jobStatusChanged', watch: 'allJobs' },
			credentials: {
				brightRiverApi: { clientToken: 'client', sessionToken: 'session', baseUrl: api },
			},
		}),
		first: () => [searchJobs('CJ_NEW')],
		second: () => [
			searchJobs('CJ_WORK_DONE'),
			get('/jobs/1/status', { status: 'CJ_WORK_DONE' }),
			get('/jobs/1', { id: 1, name: 'Shoes', status: 'CJ_WORK_DONE' }, { isRead: false }),
		],
	},
	{
		name: 'Skyfish Trigger, media added',
		service: 'Skyfish',
		run: skyfishTrigger({ event: 'mediaAdded' }),
		first: () => [searchMedia()],
		second: () => [searchMedia(7)],
	},
	{
		name: 'Skyfish Trigger, media updated',
		service: 'Skyfish',
		run: skyfishTrigger({ event: 'mediaUpdated' }),
		first: () => [searchMedia(7), version(1)],
		second: () => [searchMedia(7), version(2)],
	},
	{
		name: 'Skyfish Trigger, media expiring',
		service: 'Skyfish',
		run: skyfishTrigger({ event: 'mediaExpiring', withinDays: 30 }),
		first: () => [searchMedia()],
		second: () => [
			searchMedia(7),
			get(
				'/media/7/metadata/expiration_date',
				{ expiration_date: '2030-01-01' },
				{ isRead: false },
			),
		],
	},
];
