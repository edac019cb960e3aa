/** Search: jobs by what is in them, in what status and when, as far as the index knows. */
import type { FastifyInstance } from 'fastify';
import { searchFields } from '../domain/searchIndex.ts';
import type { BrightRiverService } from '../domain/service.ts';
import { isJobStatus } from '../domain/statuses.ts';
import { invalidParameter } from '../errors.ts';
import { optionalDate, optionalInteger, optionalText, optionalTextList } from '../parameters.ts';
import { foundJob } from './answers.ts';
import { bodyOf } from './bodies.ts';
import { accountOf } from './requirements.ts';

export function searchRoutes(server: FastifyInstance, service: BrightRiverService): void {
	server.post('/search', async (request) => {
		const body = bodyOf(request);
		const page = optionalInteger(body, 'page') ?? 0;
		if (page < 0) throw invalidParameter('page', page);
		const field = optionalText(body, 'field') || 'Global';
		if (!searchFields.includes(field)) throw invalidParameter('field', field);
		const statuses = (optionalTextList(body, 'statuses') ?? []).map((status) => {
			if (!isJobStatus(status)) throw invalidParameter('statuses', status);
			return status;
		});
		const { totalJobs, jobs } = service.index.search({
			accountId: accountOf(request).id,
			page,
			field,
			query: optionalText(body, 'query') ?? '',
			statuses,
			dateFrom: optionalDate(body, 'dateFrom'),
			dateTo: optionalDate(body, 'dateTo'),
			deliveredDateFrom: optionalDate(body, 'deliveredDateFrom'),
			deliveredDateTo: optionalDate(body, 'deliveredDateTo'),
		});
		const total = shownTotal(service, totalJobs, jobs.length);
		return { ...total, jobs: jobs.map(foundJob), _type: 'SearchResponseBody' };
	});

	server.get('/search/fields', async () => ({
		fields: searchFields.map((name) => shownField(service, name)),
		_type: 'SearchFieldsResponseBody',
	}));
}

/** How many jobs are found, as the answer says it. */
function shownTotal({ settings }: BrightRiverService, found: number, onPage: number) {
	switch (settings.readings.get('total-jobs')) {
		case 'right':
			return { totalJobs: found };
		case 'missing':
			return {};
		case 'too-high':
			return { totalJobs: found * 2 + 100 };
		case 'of-page':
			return { totalJobs: onPage };
	}
}

function shownField({ settings }: BrightRiverService, name: string) {
	switch (settings.readings.get('search-fields')) {
		case 'id-name':
			return { id: name, name };
		case 'field-id-title':
			return { fieldId: name, title: name };
		case 'texts':
			return name;
	}
}
