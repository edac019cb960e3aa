/** Chapter 5.2 to 5.6: the metadata as a whole, its single fields, and the expiration date. */
import type { FastifyInstance } from 'fastify';
import type { Readings } from '../../readings/readings.ts';
import { isDay } from '../domain/clock.ts';
import type { SkyfishService } from '../domain/service.ts';
import type { MediaRow } from '../domain/stores/mediaStore.ts';
import { metadataAnswer } from './answers.ts';
import { bodyOf, textOf } from './bodies.ts';
import type { Body } from './bodies.ts';
import { badRequest } from './errors.ts';
import { metadataIn, translationsIn } from './metadataBody.ts';
import { optionalText, requiredInteger, wrong } from './parameters.ts';
import { answerMedia, openMediaToChange } from './resources.ts';

export function metadataRoutes(server: FastifyInstance, service: SkyfishService): void {
	const { media, settings } = service;
	const answer = (row: MediaRow) => metadataAnswer(row, settings.readings);

	server.get(
		'/media/:id/metadata',
		async (request, reply) => await answerMedia(service, request, reply, answer),
	);

	server.post('/media/:id/metadata', async (request, reply) => {
		const { id } = openMediaToChange(service, request);
		const body = bodyOf(request);
		const metadata = metadataIn(body);
		// Where they are not given, they stay.
		const { 'By-line': byline, CopyrightNotice: copyright } = metadata.iptc;
		media.modify(id, {
			metadata: JSON.stringify(metadata),
			...(typeof byline === 'string' && { byline }),
			...(typeof copyright === 'string' && { copyright }),
		});
		return await reply.code(200).send();
	});

	for (const field of ['title', 'description'] as const) {
		server.post(`/media/:id/metadata/${field}`, async (request, reply) => {
			const { id } = openMediaToChange(service, request);
			const texts = translationsIn(field, bodyOf(request));
			media.modifyMetadata(id, (now) => ({ ...now, [field]: { ...now[field], ...texts } }));
			return await reply.code(200).send();
		});
	}

	for (const field of ['byline', 'copyright'] as const) {
		server.post(`/media/:id/metadata/${field}`, async (request, reply) => {
			const { id } = openMediaToChange(service, request);
			media.modify(id, { [field]: textOf(request) });
			return await reply.code(200).send();
		});
	}

	const expiration = '/media/:id/metadata/expiration_date';

	server.get(
		expiration,
		async (request, reply) =>
			await answerMedia(service, request, reply, ({ expirationDate }) => ({
				expiration_date: expirationDate,
			})),
	);

	server.post(expiration, async (request, reply) => {
		const { id } = openMediaToChange(service, request);
		media.modify(id, { expirationDate: expirationIn(bodyOf(request), settings.readings) });
		return await reply.code(200).send();
	});

	server.delete(expiration, async (request, reply) => {
		const { id } = openMediaToChange(service, request);
		media.modify(id, { expirationDate: null });
		return await reply.code(200).send();
	});
}

/** A day, or a year and a month, which mean the month's last day. */
function expirationIn(body: Body, readings: Readings): string {
	const readsDays = readings.is('expiration-keys', 'any');
	const date = readsDays ? optionalText(body, 'expiration_date') : undefined;
	if (date !== undefined) {
		if (!isDay(date)) throw wrong('expiration_date', 'a date such as 2026-01-31');
		return date;
	}
	if (body.expiration_year == null && body.expiration_month == null) {
		throw badRequest('Either expiration_date or expiration_year and expiration_month is needed');
	}
	const year = requiredInteger(body, 'expiration_year');
	const month = requiredInteger(body, 'expiration_month');
	if (year < 1000 || year > 9999) throw wrong('expiration_year', 'a year of four digits');
	if (month < 1 || month > 12) throw wrong('expiration_month', 'a number from 1 to 12');
	return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
